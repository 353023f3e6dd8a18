/** Names of countries in Portuguese: see `country-names.ts` for what a line says and docs/decisions/0052 for where they are from. */
export const pt = `
AD Andorra; Principado de Andorra
AE Emirados Árabes Unidos; +EAU; Emirados
AF Afeganistão; Afganistão; República Islâmica do Afeganistão
AG Antígua e Barbuda; Antígua; Antiga e Barbuda
AI Anguila; Anguilla
AL Albânia
AM Arménia
AO Angola
AR Argentina
AS Samoa Americana
AT Áustria
AU Austrália; Comunidade da Austrália
AW Aruba
AX Ilhas Alanda; Åland; Alanda; Ilhas Aland
AZ Azerbaijão; Azerbeijão; Azerbaidjão
BA Bósnia e Herzegovina; Bósnia; Bósnia Hercegovina
BB Barbados
BD Bangladesh; Bangladexe; Bangladeche; República Popular do Bangladesh; República Popular do Bangladeche
BE Bélgica
BF Burquina Faso; Burkina; Burquina; Alto Volta; Burkina Faso
BG Bulgária
BH Barém; Barein; Bahrein
BI Burundi
BJ Benim; Benin; Daomé
BL São Bartolomeu; Saint Barthélemy
BM Bermudas
BN Brunei Darussalam; Brunei; Estado do Brunei Darussalam
BO Bolívia (Estado Plurinacional da); Bolívia
BQ Bonaire, Santo Eustáquio e Saba; +Caraíbas Neerlandesas; Caribe Neerlandês; Países Baixos Caribenhos; Bonaire, Sint Eustatius e Saba
BR Brasil; República Federativa do Brasil
BS Baamas; Bahamas; Comunidade das Baamas; Comunidade das Bahamas; Commonwealth das Bahamas
BT Butão
BW Botsuana; Botswana
BY Bielorrússia; Belarus; Bielorússia; Bielo-Rússia
BZ Belize
CA Canadá
CC Ilhas Cocos (Keeling); Ilhas Cocos
CD República Democrática do Congo; +RDC; +RD Congo; Zaire; Congo; Congo-Quinxassa; Congo - Kinshasa; Congo democrático
CF República Centro-Africana; RCA; Centro-África; Centroafricana
CG Congo; Congo-Brazavil; Congo-Brazavile; Congo-Brazzaville; República do Congo; República Popular do Congo
CH Suíça; Confederação Suíça
CI Costa do Marfim; +Côte d’Ivoire; Côte d’Ivoire (Costa do Marfim)
CK Ilhas Cook
CL Chile
CM Camarões
CN China; RPC; República da China; República Popular da China
CO Colômbia
CR Costa Rica
CU Cuba
CV Cabo Verde; Ilhas de Cabo Verde
CW Curaçao; Curaçau
CX Ilha do Natal; Ilha Christmas
CY Chipre
CZ Chéquia; +República Checa; +República Tcheca; Checa; Tchéquia
DE Alemanha; República Federal Alemã; República Federal da Alemanha; República Federativa da Alemanha
DJ Djibuti; Jibuti; Jibouti; Djibouti
DK Dinamarca
DM Dominica; Comunidade da Dominica; Commonwealth da Dominica
DO República Dominicana; Dominicana
DZ Argélia; República Argelina Democrática e Popular; República Democrática e Popular da Argélia
EC Equador
EE Estónia
EG Egito; Egipto; República Árabe do Egito; República Árabe do Egipto
EH Sara Ocidental; Saara Ocidental; Sahara Ocidental; República Árabe Saarauí Democrática
ER Eritreia; Estado da Eritreia
ES Espanha
ET Etiópia; República Democrática Federal da Etiópia; República Federativa Democrática da Etiópia
FI Finlândia
FJ Fiji; Fidji; Ilhas Fiji
FK Ilhas Falkland (Malvinas); +Ilhas Malvinas; Malvinas; Falkland; Ilhas Falkland
FM Micronésia (Estados Federados da); Micronésia
FO Ilhas Faroé; Feroé; Ilhas Féroe
FR França; República Francesa
GA Gabão; República Gabonesa
GB Reino Unido da Grã-Bretanha e Irlanda do Norte; +Grã-Bretanha; +Escócia; +Inglaterra; +País de Gales; +Irlanda do Norte; UK; Reino Unido
GD Granada; Grenada
GE Geórgia
GF Guiana Francesa; Guyana Francesa
GG Guernesey; Guernsey
GH Gana; Ghana
GI Gibraltar
GL Gronelândia; Groenlândia
GM Gâmbia
GN Guiné; Guiné-Conacri; Guiné Conakry
GP Guadalupe
GQ Guiné Equatorial
GR Grécia; República Helénica
GT Guatemala
GU Guam; Guame
GW Guiné-Bissau
GY Guiana; Guyana; República Cooperativa da Guiana
HK China, Região Administrativa Especial de Hong Kong; +Hong Kong; Hongkong; RAE de Hong Kong; Hong Kong (China); Hong Kong, RAE da China; Região Administrativa Especial de Hong Kong
HN Honduras
HR Croácia
HT Haiti
HU Hungria
ID Indonésia
IE Irlanda
IL Israel; Estado de Israel
IM Ilha de Man
IN Índia
IQ Iraque; Iraq
IR Irão (República Islâmica do); Irã; Irão; Pérsia; República Islâmica do Irã
IS Islândia
IT Itália; República Italiana
JE Jersey
JM Jamaica
JO Jordânia; Reino Haxemita da Jordânia; Reino Hachemita da Jordânia; Reino Hashemita da Jordânia
JP Japão
KE Quénia; Kenya
KG Quirguistão; Quirguízia; Quirguizistão; República Quirguiz
KH Camboja; Cambodja
KI Quiribáti; Kiribati
KM Comores; Comoros; Ilhas Comores; União das Comores
KN São Cristóvão e Neves; S. Cristóvão e Neves; Saint Kitts e Nevis; São Cristóvão e Névis
KP República Popular Democrática da Coreia; +Coreia do Norte; RPDC; Coreia; RPD da Coreia
KR República da Coreia; +Coreia do Sul; Coreia
KW Kuwait; Koweit; Kuweit; Coveite; Estado do Kuwait; Estado do Koweit
KY Ilhas Caimão; Caimã; Ilhas Caimã; Ilhas Cayman
KZ Cazaquistão; Kazaquistão
LA República Democrática Popular do Laos; +Laos; RDP Lao; RDP do Laos; República Democrática Popular Lau; República Democrática Popular Lao
LB Líbano; República Libanesa
LC Santa Lúcia
LI Liechtenstein; Listenstaine; Principado do Liechtenstein
LK Sri Lanka; Ceilão; Sri Lanca; República Democrática Socialista do Sri Lanka
LR Libéria
LS Lesoto; Lesotho
LT Lituânia
LU Luxemburgo; Grão-Ducado do Luxemburgo
LV Letónia; Látvia
LY Líbia; Estado da Líbia; Jamahiriya Árabe Líbia
MA Marrocos
MC Mónaco; Principado do Mónaco
MD República da Moldova; +Moldova; +Moldávia
ME Montenegro
MF São Martinho (parte francesa); São Martinho; Saint Martin; São Martinho (França); São Martinho (Saint-Martin); São Martim (parte francesa)
MG Madagáscar
MH Ilhas Marshall; Marshall
MK Macedónia do Norte; ARJM; Macedónia; Ex-República Iugoslava da Macedônia; Antiga República Jugoslava da Macedónia; Antiga República Iugoslava da Macedônia
ML Mali
MM Mianmar; +Myanmar; +Birmânia; Burma; Mianmá; União de Mianmar; Mianmar (Birmânia); República da União do Myanmar
MN Mongólia
MO China, Região Administrativa Especial de Macau; +Macau; Macao; RAE de Macau; Macau (China); Macau, RAE da China; Região Administrativa Especial de Macau
MP Ilhas Marianas do Norte; Marianas do Norte; Marianas Setentrionais; Comunidade das Ilhas Marianas do Norte
MQ Martinica
MR Mauritânia; República Islâmica da Mauritânia
MS Monserrate; Montserrat
MT Malta
MU Maurícia; Maurício; Maurícias; Ilha Maurícia; Ilha Maurício
MV Maldivas; Ilhas Maldivas
MW Maláui; Malawi
MX México; Estados Unidos Mexicanos; Estados Unidos do México
MY Malásia; Malaysia
MZ Moçambique
NA Namíbia
NC Nova Caledónia
NE Níger
NF Ilha Norfolk
NG Nigéria; República Federal da Nigéria; República Federativa da Nigéria
NI Nicarágua
NL Países Baixos (Reino dos); +Holanda; Países Baixos
NO Noruega
NP Nepal; República Federal Democrática do Nepal; República Democrática Federativa do Nepal
NR Nauru
NU Niue
NZ Nova Zelândia
OM Omã; Omão; Oman; Sultanato de Omã
PA Panamá
PE Peru
PF Polinésia Francesa
PG Papua-Nova Guiné; PNG; Papuásia-Nova Guiné; Estado Independente da Papua-Nova Guiné
PH Filipinas
PK Paquistão; República Islâmica do Paquistão
PL Polónia
PM São Pedro e Miquelão; São Pedro e Miquelon
PN Pitcairn; Ilha Pitcairn
PR Porto Rico; Puerto Rico
PS Estado da Palestina; +Palestina; +Cisjordânia; +Gaza (Faixa de); Gaza; Autoridade Palestina; Territórios palestinos; Autoridade Palestiniana; Territórios palestinianos; Território Palestino Ocupado; Autoridade Nacional Palestina; Território Palestiniano Ocupado; Territórios Palestinos Ocupados; Territórios Palestinianos Ocupados
PT Portugal; República Portuguesa
PW Palau; Palaos
PY Paraguai
QA Catar; Qatar; Estado do Catar; Estado do Qatar
RE Reunião; La Réunion; Ilha Reunião
RO Roménia
RS Sérvia
RU Federação da Rússia; +Rússia; Federação Russa
RW Ruanda; Rwanda
SA Arábia Saudita; Arábia; Arábia Saudí
SB Ilhas Salomão; Salomão; Ilhas Salomon
SC Seicheles; Seychelles; Seichelles; Ilhas Seicheles
SD Sudão
SE Suécia
SG Singapura; Cingapura
SH Santa Helena; Santa Helena, Ascensão e Tristão da Cunha
SI Eslovénia
SJ Svalbard e Jan Mayen; Ilhas Svalbard e Jan Mayen
SK Eslováquia; República Eslovaca
SL Serra Leoa
SM São Marinho; San Marino; São Marino
SN Senegal
SO Somália; República Federal da Somália; República Federativa da Somália
SR Suriname
SS Sudão do Sul
ST São Tomé e Príncipe; S. Tomé e Príncipe; STP; São Tomé; República Democrática de São Tomé e Príncipe
SV El Salvador
SX São Martinho (parte neerlandesa); Sint Maarten; São Martinho; São Martinho (Sint Maarten); São Martinho (Países Baixos); São Martim (parte holandesa); São Martinho (parte holandesa)
SY República Árabe Síria; +Síria
SZ Essuatíni; +Suazilândia; Eswatini; Esuatini; Swazilândia
TC Ilhas Turcas e Caicos; Ilhas Turks e Caicos
TD Chade; Tchade
TG Togo; República Togolesa
TH Tailândia
TJ Tajiquistão; Tadjiquistão
TK Toquelau; Tokelau
TL Timor-Leste; Timor; Timor Oriental; República Democrática de Timor-Leste
TM Turquemenistão; Turcménistan; Turcomenistão
TN Tunísia; República Tunisina
TO Tonga
TR Türkiye; +Turquia
TT Trindade e Tobago; Trindade; Trinidad; Trinidad e Tobago; Trindade e Tabago; Trinidade e Tobago
TV Tuvalu
TW Taiwan; Taiuã; Formosa; Ilha Formosa; Taipé Chinesa; Taipei Chinês; República da China; Taiwan, província da China; Província chinesa de Taiwan; República da China (Taiwan)
TZ República Unida da Tanzânia; +Tanzânia; +Zanzibar
UA Ucrânia
UG Uganda
US Estados Unidos da América; +EUA; USA; América; EE. UU.; Estados Unidos; Estados Unidos da América do Norte
UY Uruguai; República Oriental do Uruguai
UZ Usbequistão; Uzbequistão
VA Santa Sé; +Vaticano; Cidade do Vaticano; Estado da Cidade do Vaticano; Santa Sé (Estado da Cidade do Vaticano)
VC São Vicente e Granadinas; S. Vicente e Granadinas; São Vicente; São Vincente e Granadinas
VE Venezuela (República Bolivariana da); Venezuela
VG Ilhas Virgens Britânicas; Ilhas Virgens
VI Ilhas Virgens dos Estados Unidos; Ilhas Virgens; Ilhas Virgens dos EUA; Ilhas Virgens Americanas
VN Vietname; Vietnã; Vietnam; Vietnão; Viet Nam; República Socialista do Vietnã; República Socialista do Vietname; República Socialista do Viet Nam
VU Vanuatu
WF Wallis e Futuna; Ilhas Wallis e Futuna; Território das Ilhas Wallis e Futuna
WS Samoa; Samoa Ocidental; Estado Independente de Samoa
XK Kosovo; Cosovo; Kossovo; Kosovo (RCSNU 1244)
YE Iémen; Yemen; Iémene
YT Maiote; Mayotte
ZA África do Sul; RSA; República Sul-Africana
ZM Zâmbia
ZW Zimbabué; Rodésia; Zimbabwe
`;
