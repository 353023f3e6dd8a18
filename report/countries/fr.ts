/** Names of countries in French: see `country-names.ts` for what a line says and docs/decisions/0052 for where they are from. */
export const fr = `
AD Andorre; Principauté d’Andorre
AE Émirats arabes unis; +EAU; Émirats
AF Afghanistan; République islamique d’Afghanistan
AG Antigua-et-Barbuda; Antigua
AI Anguilla
AL Albanie
AM Arménie
AO Angola
AR Argentine
AS Samoa américaines; Samoa américain
AT Autriche
AU Australie
AW Aruba
AX Îles d’Åland; Åland
AZ Azerbaïdjan
BA Bosnie-Herzégovine; Bosnie
BB Barbade
BD Bangladesh; République populaire du Bangladesh
BE Belgique
BF Burkina Faso; Burkina; Haute-Volta
BG Bulgarie
BH Bahreïn; Bahrain; Barhein
BI Burundi
BJ Bénin; Dahomey
BL Saint-Barthélemy; Saint Barth
BM Bermudes
BN Brunéi Darussalam; Brunei; État de Brunei Darussalam
BO Bolivie (État plurinational de); Bolivie
BQ Bonaire, Saint-Eustache et Saba; Pays-Bas caribéens
BR Brésil; République fédérale du Brésil; République fédérative du Brésil
BS Bahamas; Commonwealth des Bahamas
BT Bhoutan
BW Botswana
BY Bélarus; Biélorussie
BZ Belize
CA Canada
CC Îles des Cocos (Keeling); Îles Cocos; Îles Keeling
CD République démocratique du Congo; +RDC; RD Congo; Zaïre; Congo; Congo RDC; Congo-Kinshasa; Congo démocratique
CF République centrafricaine; +Centrafrique; RCA
CG Congo; Congo Brazza; Congo-Brazzaville; République du Congo; République populaire du Congo
CH Suisse; Confédération suisse; Confédération helvétique
CI Côte d’Ivoire
CK Îles Cook
CL Chili
CM Cameroun
CN Chine; RPC; République de Chine; République populaire de Chine
CO Colombie
CR Costa Rica
CU Cuba
CV Cabo Verde; +Cap-Vert; Îles du Cap-Vert
CW Curaçao
CX Île Christmas; Île Noël
CY Chypre
CZ Tchéquie; +République tchèque
DE Allemagne; République fédérale d’Allemagne
DJ Djibouti
DK Danemark
DM Dominique; Commonwealth de Dominique
DO République dominicaine; Dominicaine
DZ Algérie; République démocratique et populaire d’Algérie; République algérienne démocratique et populaire
EC Équateur
EE Estonie
EG Égypte; République arabe d’Égypte
EH Sahara occidental; RASD; République arabe sahraouie démocratique
ER Érythrée; État d’Érythrée
ES Espagne
ET Éthiopie; République fédérale démocratique d’Éthiopie
FI Finlande
FJ Fidji; Îles Fidji
FK Îles Falkland (Malvinas); Malouines; Falkland; Îles Falkland; Îles Malouines
FM Micronésie (États fédérés de); Micronésie
FO Îles Féroé; Féroé
FR France; République française
GA Gabon; République gabonaise
GB Royaume-Uni de Grande-Bretagne et d’Irlande du Nord; +Grande-Bretagne; +Écosse; +Angleterre; +Pays de Galles; +Irlande du Nord; UK; R.-U.; Royaume-Uni; RU de Grande-Bretagne
GD Grenade
GE Géorgie
GF Guyane française; Guyane
GG Guernesey
GH Ghana
GI Gibraltar
GL Groenland
GM Gambie
GN Guinée
GP Guadeloupe
GQ Guinée équatoriale; Guinée eq
GR Grèce; République grecque; République hellénique
GT Guatemala
GU Guam
GW Guinée-Bissau; Guinée-Bissao
GY Guyana; République coopérative du Guyana
HK Chine, région administrative spéciale de Hong Kong; +Hong Kong; Hongkong; RAS de Hong Kong; Hong Kong (Chine); Chine, RAS de Hong Kong; R.A.S. chinoise de Hong Kong
HN Honduras
HR Croatie
HT Haïti
HU Hongrie
ID Indonésie
IE Irlande
IL Israël; État d’Israël
IM Île de Man
IN Inde
IQ Iraq; Irak
IR Iran (République islamique d’); Iran; Perse
IS Islande
IT Italie; République italienne
JE Jersey
JM Jamaïque
JO Jordanie; Royaume hachémite de Jordanie
JP Japon
KE Kenya
KG Kirghizistan; Kirghizie; Kirghistan; Kirghizstan; République kirghize
KH Cambodge; Kampuchéa
KI Kiribati
KM Comores; Îles Comores; Union des Comores
KN Saint-Kitts-et-Nevis; Saint-Kitts; Saint-Christophe et Nevis; Saint-Christophe-et-Niévès; Fédération de Saint-Christophe-et-Niévès
KP République populaire démocratique de Corée; +Corée du Nord; RPDC; Corée; RPD de Corée; Corée, Rép. pop. dém.
KR République de Corée; +Corée du Sud; Corée
KW Koweït; Kuwait; État du Koweït
KY Îles Caïmanes; Caïmans; Îles Cayman; Îles Caïmans
KZ Kazakhstan
LA République démocratique populaire lao; +Laos; RDP lao; RDP du Laos; République démocratique populaire du Laos
LB Liban; République libanaise
LC Sainte-Lucie
LI Liechtenstein; Principauté du Liechtenstein
LK Sri Lanka; Ceylan; République socialiste démocratique de Sri Lanka
LR Libéria
LS Lesotho
LT Lituanie
LU Luxembourg; Grand-Duché de Luxembourg
LV Lettonie
LY Libye; Lybie; État de Libye; Jamahiriya arabe libyenne
MA Maroc
MC Monaco; Principauté de Monaco
MD République de Moldova; Moldova; +Moldavie
ME Monténégro
MF Saint-Martin (partie française); Saint-Martin; Saint-Martin (France); Collectivité de Saint-Martin
MG Madagascar
MH Îles Marshall; Marshall
MK Macédoine du Nord; ERYM; ARYM; Macédoine; Ex-République yougoslave de Macédoine
ML Mali
MM Myanmar; +Birmanie; Union du Myanmar; Myanmar/Birmanie; Union de Birmanie
MN Mongolie
MO Chine, région administrative spéciale de Macao; +Macao; Macau; RAS de Macao; Macao (Chine); Chine, RAS de Macao; R.A.S. chinoise de Macao
MP Îles Mariannes du Nord; Mariannes du Nord; Îles Mariannes septentrionales; Commonwealth des îles Mariannes du Nord
MQ Martinique
MR Mauritanie; République islamique de Mauritanie
MS Montserrat
MT Malte
MU Maurice; Île Maurice
MV Maldives; Îles Maldives
MW Malawi; Malaoui
MX Mexique; États-Unis du Mexique
MY Malaisie; Fédération de Malaisie
MZ Mozambique
NA Namibie
NC Nouvelle-Calédonie
NE Niger
NF Île Norfolk
NG Nigéria; République fédérale du Nigéria
NI Nicaragua
NL Pays-Bas (Royaume des); +Hollande; Pays-Bas
NO Norvège
NP Népal; République démocratique fédérale du Népal
NR Nauru
NU Nioué; Niue
NZ Nouvelle-Zélande
OM Oman; Sultanat d’Oman
PA Panama
PE Pérou
PF Polynésie française; Polynésie
PG Papouasie-Nouvelle-Guinée; PNG; État indépendant de Papouasie-Nouvelle-Guinée
PH Philippines
PK Pakistan; République islamique du Pakistan
PL Pologne
PM Saint-Pierre-et-Miquelon
PN Pitcairn; Île Pitcairn
PR Porto Rico
PS État de Palestine; +Palestine; +Cisjordanie; +Gaza (bande de); Gaza; Cisjordanie et Gaza; Territoire palestinien; Autorité palestinienne; Territoires palestiniens; Territoire palestinien occupé; Territoires palestiniens occupés
PT Portugal; République portugaise
PW Palaos; Palau; Belau
PY Paraguay
QA Qatar; État du Qatar
RE Réunion; Île de la Réunion
RO Roumanie
RS Serbie
RU Fédération de Russie; +Russie
RW Rwanda; République rwandaise
SA Arabie saoudite; Arabie; Arabie Séoudite
SB Îles Salomon; Salomon
SC Seychelles
SD Soudan
SE Suède
SG Singapour
SH Sainte-Hélène; Sainte-Hélène, Ascension et Tristan da Cunha
SI Slovénie
SJ Îles Svalbard-et-Jan Mayen; Svalbard; Svalbard et Jan Mayen
SK Slovaquie; République slovaque
SL Sierra Leone
SM Saint-Marin
SN Sénégal
SO Somalie; République fédérale de Somalie
SR Suriname; Surinam
SS Soudan du Sud
ST Sao Tomé-et-Principe; Sao Tomé; République démocratique de Sao Tomé-et-Principe
SV El Salvador
SX Saint-Martin (partie néerlandaise); Saint-Martin; Sint Maarten
SY République arabe syrienne; +Syrie
SZ Eswatini; +Swaziland
TC Îles Turques-et-Caïques; Turques-et-Caïques; Îles Turks et Caicos; Îles Turks et Caïques
TD Tchad
TG Togo; République togolaise
TH Thaïlande
TJ Tadjikistan; Tadjikie
TK Tokélaou; Tokelau; Îles Tokelau
TL Timor-Leste; Timor oriental; Timor; Timor Est; République démocratique du Timor-Leste; République démocratique du Timor oriental
TM Turkménistan
TN Tunisie; République tunisienne
TO Tonga
TR Türkiye; +Turquie
TT Trinité-et-Tobago; Trinité; Trinidad; Trinidad-et-Tobago
TV Tuvalu
TW Taïwan; Formose; Taipei chinois; République de Chine; Taïwan, province de Chine; Province chinoise de Taïwan; République de Chine (Taïwan)
TZ République-Unie de Tanzanie; +Tanzanie; +Zanzibar
UA Ukraine
UG Ouganda
US États-Unis d’Amérique; +USA; US; EUA; Amérique; États-Unis; EU d’Amérique; É.-U. d’Amérique
UY Uruguay; République orientale de l’Uruguay
UZ Ouzbékistan
VA Saint-Siège; +Vatican; Cité du Vatican; État de la Cité du Vatican; Saint-Siège (État de la Cité du Vatican)
VC Saint-Vincent-et-les Grenadines; Saint-Vincent
VE Venezuela (République bolivarienne du); Venezuela
VG Îles Vierges britanniques; Îles Vierges
VI Îles Vierges américaines; Îles Vierges; Îles Vierges (É.-U.); Îles Vierges des États-Unis; Îles Vierges des États-Unis d’Amérique
VN Viet Nam; +Vietnam; République socialiste du Vietnam; République socialiste du Viet Nam
VU Vanuatu
WF Îles Wallis-et-Futuna; Wallis-et-Futuna; Territoire des îles Wallis et Futuna
WS Samoa; Samoa-Occidental; Samoa occidentales; État indépendant du Samoa
XK Kosovo; Kosovo (RCSNU 1244)
YE Yémen
YT Mayotte
ZA Afrique du Sud; RSA; République sud-africaine
ZM Zambie
ZW Zimbabwe; Rhodésie
`;
