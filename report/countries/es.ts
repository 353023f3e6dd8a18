/** Names of countries in Spanish: see `country-names.ts` for what a line says and docs/decisions/0052 for where they are from. */
export const es = `
AD Andorra; Principado de Andorra
AE Emiratos Árabes Unidos; +EAU; Emiratos
AF Afganistán; República Islámica del Afganistán
AG Antigua y Barbuda; Antigua
AI Anguila; Anguilla
AL Albania
AM Armenia
AO Angola
AR Argentina
AS Samoa Americana; Samoa Estadounidense
AT Austria
AU Australia; Mancomunidad de Australia; Commonwealth de Australia
AW Aruba
AX Islas Åland; Åland; Alandia
AZ Azerbaiyán
BA Bosnia y Herzegovina; Bosnia; Bosnia-Hercegovina
BB Barbados
BD Bangladesh; Bangladés; República Popular de Bangladés; República Popular de Bangladesh
BE Bélgica
BF Burkina Faso; Burkina; Alto Volta
BG Bulgaria
BH Bahrein; Baréin; Bahrain
BI Burundi
BJ Benin
BL San Barthélemy; San Bartolomé; Saint Barthélemy
BM Bermuda; Bermudas; Islas Bermudas
BN Brunei Darussalam; +Brunéi
BO Bolivia (Estado Plurinacional de); Bolivia
BQ Bonaire, San Eustaquio y Saba; +Caribe neerlandés; Bonaire, Sint Eustatius y Saba
BR Brasil; República Federativa del Brasil
BS Bahamas; Commonwealth de las Bahamas
BT Bhután; Bután
BW Botswana; Botsuana
BY Belarús; Bielorusia; Bielorrusia
BZ Belice
CA Canadá
CC Islas Cocos (Keeling); Islas Cocos; Islas Keeling
CD República Democrática del Congo; +RDC; +RD Congo; Zaire; Congo; Congo Kinsasa; Congo (Kinshasa); Congo democrático
CF República Centroafricana; RCA; Centroáfrica; Centroafricana; República Centro Africana
CG Congo; Congo Brazavil; República del Congo; Congo (Brazzaville); República Popular del Congo
CH Suiza; Confederación Suiza
CI Côte d’Ivoire; +Costa de Marfil
CK Islas Cook
CL Chile
CM Camerún
CN China; RPC; República de China; República Popular China
CO Colombia
CR Costa Rica
CU Cuba
CV Cabo Verde; Islas de Cabo Verde
CW Curazao; Curaçao
CX Isla Christmas; Isla Navidad
CY Chipre
CZ Chequia; +República Checa; Checa; Checoquia
DE Alemania; República Federal de Alemania
DJ Djibouti; Yibuti; Djibuti
DK Dinamarca
DM Dominica; Commonwealth de Dominica; Mancomunidad de Dominica
DO República Dominicana; Dominicana
DZ Argelia; República Argelina Democrática y Popular
EC Ecuador
EE Estonia
EG Egipto; República Árabe de Egipto
EH Sáhara Occidental; RASD; República Árabe Saharaui Democrática
ER Eritrea; Estado de Eritrea
ES España
ET Etiopía; República Democrática Federal de Etiopía
FI Finlandia
FJ Fiji; Fiyi; Fidji; Fidyi
FK Islas Malvinas (Falkland); +Falkland (Malvinas); Falkland; Islas Malvinas; Islas Falkland
FM Micronesia (Estados Federados de); Micronesia
FO Islas Feroe; Islas Faroe
FR Francia; República Francesa
GA Gabón; República Gabonesa
GB Reino Unido de Gran Bretaña e Irlanda del Norte; +Gran Bretaña; +Gales; +Escocia; +Inglaterra; +Irlanda del Norte; UK; R. U.; Reino Unido
GD Granada; Grenada
GE Georgia
GF Guayana Francesa; Guyana Francesa
GG Guernsey; Guernesey
GH Ghana
GI Gibraltar
GL Groenlandia
GM Gambia
GN Guinea; Guinea Conakry
GP Guadalupe
GQ Guinea Ecuatorial
GR Grecia; República Helénica
GT Guatemala
GU Guam
GW Guinea-Bissau; Guinea-Bisáu
GY Guyana; República Cooperativa de Guyana
HK China, región administrativa especial de Hong Kong; +Hong Kong; Hongkong; RAE de Hong Kong; Hong Kong (China); China, RAE de Hong Kong
HN Honduras
HR Croacia
HT Haití
HU Hungría
ID Indonesia
IE Irlanda
IL Israel; Estado de Israel
IM Isla de Man
IN India
IQ Iraq; Irak
IR Irán (República Islámica del); Irán; Persia
IS Islandia
IT Italia; República Italiana
JE Jersey
JM Jamaica
JO Jordania; Reino Hachemí de Jordania; Reino Hachemita de Jordania
JP Japón
KE Kenya; Kenia
KG Kirguistán; Kirguizstán; Kirguizistán; República Kirguisa; República Kirguiza
KH Camboya; Cambodia; Kampuchea
KI Kiribati
KM Comoras; Comores; Islas Comoras; Islas Comores; Unión de las Comoras
KN Saint Kitts y Nevis; +San Cristóbal y Nieves; San Kitts y Nevis
KP República Popular Democrática de Corea; +Corea del Norte; RPDC; Corea; Norcorea; RPD de Corea
KR República de Corea; +Corea del Sur; Corea; Surcorea
KW Kuwait; Estado de Kuwait
KY Islas Caimán; Caimán
KZ Kazajstán; Kazakstán; Kazajistán; Kazakhstan
LA República Democrática Popular Lao; +Laos; RDP Lao; República Democrática Popular de Laos
LB Líbano; República Libanesa
LC Santa Lucía
LI Liechtenstein; Principado de Liechtenstein
LK Sri Lanka; Ceilán; República Socialista Democrática de Sri Lanka
LR Liberia
LS Lesotho; Lesoto
LT Lituania
LU Luxemburgo; Gran Ducado de Luxemburgo
LV Letonia
LY Libia; Estado de Libia; Jamahiriya Árabe Libia
MA Marruecos
MC Mónaco; Principado de Mónaco
MD República de Moldova; +Moldova; +Moldavia
ME Montenegro
MF San Martín (parte francesa); San Martín; Saint Martin; Isla de San Martín; San Martín (Francia); Saint Martin (francesa)
MG Madagascar
MH Islas Marshall; Marshall
MK Macedonia del Norte; ARYM; ERYM; Macedonia; Ex República Yugoslava de Macedonia; Antigua República Yugoslava de Macedonia
ML Malí
MM Myanmar; +Birmania; Burma; Unión de Myanmar; Unión de Birmania; Myanmar (Birmania)
MN Mongolia
MO China, región administrativa especial de Macao; +Macao; Macau; RAE de Macao; Macao (China); China, RAE de Macao
MP Islas Marianas Septentrionales; Marianas del Norte; Islas Marianas del Norte; Commonwealth de las Islas Marianas del Norte
MQ Martinica
MR Mauritania; República Islámica de Mauritania
MS Montserrat
MT Malta
MU Mauricio; Mauritius; Isla Mauricio
MV Maldivas; Islas Maldivas
MW Malawi; Malaui
MX México; Méjico; Estados Unidos Mexicanos
MY Malasia
MZ Mozambique; Mozambik
NA Namibia
NC Nueva Caledonia
NE Níger
NF Isla Norfolk
NG Nigeria; República Federal de Nigeria
NI Nicaragua
NL Países Bajos (Reino de los); +Holanda; Países Bajos
NO Noruega
NP Nepal
NR Nauru
NU Niue
NZ Nueva Zelandia; Nueva Zelanda
OM Omán; Sultanía de Omán; Sultanato de Omán
PA Panamá
PE Perú
PF Polinesia Francesa
PG Papua Nueva Guinea; PNG; Papuasia-Nueva Guinea; Estado Independiente de Papua Nueva Guinea
PH Filipinas; Islas Filipinas
PK Pakistán; República Islámica del Pakistán
PL Polonia
PM San Pedro y Miquelón
PN Pitcairn; Isla Pitcairn
PR Puerto Rico; Estado Libre Asociado de Puerto Rico
PS Estado de Palestina; +Palestina; +Cisjordania; +Gaza (Franja de); Gaza; Cisjordania y Gaza; Autoridad Palestina; Territorio Palestino; Territorios Palestinos; Territorio Palestino Ocupado; Autoridad Nacional Palestina; Territorios Palestinos Ocupados
PT Portugal; República Portuguesa
PW Palau; Palaos
PY Paraguay
QA Qatar; Catar; Katar; Estado de Qatar
RE Reunión; Isla de la Reunión
RO Rumania
RS Serbia
RU Federación de Rusia; +Rusia; Federación Rusa
RW Rwanda; Ruanda
SA Arabia Saudita; Arabia; Arabia Saudí
SB Islas Salomón; Salomón
SC Seychelles; Islas Seychelles
SD Sudán
SE Suecia
SG Singapur; Singapore
SH Santa Elena; Santa Helena; Santa Elena, Ascensión y Tristán de Acuña; Santa Helena, Ascensión y Tristán de Acuña
SI Eslovenia
SJ Islas Svalbard y Jan Mayen; Svalbard; Svalbard y Jan Mayen
SK Eslovaquia; República Eslovaca
SL Sierra Leona
SM San Marino; Serenísima República de San Marino
SN Senegal
SO Somalia; República Federal de Somalia
SR Suriname; Surinam
SS Sudán del Sur
ST Santo Tomé y Príncipe; São Tomé; Santo Tomé; São Tomé y Príncipe; República Democrática de Santo Tomé y Príncipe
SV El Salvador
SX San Martín (parte neerlandesa); San Martín; Sint Maarten; San Martín (Países Bajos); Sint Maarten (neerlandesa); San Martín (parte Holandesa)
SY República Árabe Siria; +Siria
SZ Eswatini; +Suazilandia; Esuatini; Esvatini; Swazilandia
TC Islas Turcas y Caicos; Islas Turks y Caicos
TD Chad; Tchad
TG Togo; República Togolesa
TH Tailandia; Thailandia
TJ Tayikistán; Tadjikistán; Tadzhikistán
TK Tokelau; Islas Tokelau
TL Timor-Leste; +Timor Oriental; Timor; Timor Este; República Democrática de Timor-Leste; República Democrática de Timor Oriental
TM Turkmenistán; Turkmenia
TN Túnez
TO Tonga
TR Türkiye; +Turquía
TT Trinidad y Tabago; Trinidad; Trinidad y Tobago
TV Tuvalu
TW Taiwán; Formosa; China Taipéi; Taipéi Chino; República de China; Provincia china de Taiwán; República de China (Taiwán)
TZ República Unida de Tanzanía; +Tanzania; +Zanzíbar
UA Ucrania
UG Uganda
US Estados Unidos de América; +EE. UU.; USA; EUA; EEUU; Norteamérica; Estados Unidos; Estados Unidos de Norteamérica
UY Uruguay; República Oriental del Uruguay
UZ Uzbekistán; Uzbequistán
VA Santa Sede; +Vaticano; Ciudad del Vaticano; Estado de la Ciudad del Vaticano; Santa Sede (Ciudad del Vaticano)
VC San Vicente y las Granadinas; San Vicente
VE Venezuela (República Bolivariana de); Venezuela
VG Islas Vírgenes Británicas; Islas Vírgenes
VI Islas Vírgenes de los Estados Unidos; Islas Vírgenes; Islas Vírgenes, de EEUU; Islas Vírgenes (EE. UU.); Islas Vírgenes Americanas; Islas Vírgenes Estadounidenses
VN Viet Nam; +Vietnam; República Socialista de Vietnam; República Socialista de Viet Nam
VU Vanuatu
WF Islas Wallis y Futuna; Wallis y Futuna
WS Samoa; Samoa Occidental; Estado Independiente de Samoa
XK Kosovo; Kosovo (RCSNU 1244)
YE Yemen
YT Mayotte
ZA Sudáfrica; RSA; Sur África; República Sudafricana
ZM Zambia; Sambia
ZW Zimbabwe; Rodesia; Zimbabue
`;
