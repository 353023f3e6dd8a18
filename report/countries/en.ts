/** Names of countries in English: see `country-names.ts` for what a line says and docs/decisions/0052 for where they are from. */
export const en = `
AD Andorra; Principality of Andorra
AE United Arab Emirates; +UAE; Emirates
AF Afghanistan; Islamic Republic of Afghanistan
AG Antigua and Barbuda; Antigua
AI Anguilla
AL Albania
AM Armenia
AO Angola
AR Argentina; Argentine Republic
AS American Samoa
AT Austria
AU Australia; Commonwealth of Australia
AW Aruba
AX Åland Islands; Aland
AZ Azerbaijan
BA Bosnia and Herzegovina; BiH; Bosnia; Bosnia-Hercegovina
BB Barbados
BD Bangladesh; Bangla Desh; People’s Republic of Bangladesh
BE Belgium
BF Burkina Faso; Burkina; Upper Volta
BG Bulgaria
BH Bahrain; Bahrein
BI Burundi
BJ Benin; Dahomey
BL Saint Barthélemy; St Barts
BM Bermuda
BN Brunei Darussalam; Brunei
BO Bolivia (Plurinational State of); Bolivia
BQ Bonaire, Sint Eustatius and Saba; +Caribbean Netherlands; BES Islands
BR Brazil; Federative Republic of Brazil
BS Bahamas; Commonwealth of the Bahamas
BT Bhutan
BW Botswana
BY Belarus; Belorussia; Byelorussia
BZ Belize; British Honduras
CA Canada
CC Cocos (Keeling) Islands; Cocos Islands; Keeling Islands
CD Democratic Republic of the Congo; +DR Congo; +DRC; +Congo (Kinshasa); Zaire; Congo
CF Central African Republic; +CAR; Central Africa
CG Congo; Congo RC; Congo - Brazzaville; Republic of the Congo; People’s Republic of the Congo
CH Switzerland; Swiss Confederation
CI Côte d’Ivoire; +Ivory Coast; Cote dIvoire
CK Cook Islands
CL Chile
CM Cameroon
CN China; +PR China; PRC; Mainland China; Republic of China; People’s Republic of China
CO Colombia
CR Costa Rica
CU Cuba
CV Cabo Verde; +Cape Verde; Cabo Verde Islands; Cape Verde Islands
CW Curaçao
CX Christmas Island
CY Cyprus
CZ Czechia; +Czech Republic; Czech
DE Germany; Federal Republic of Germany
DJ Djibouti
DK Denmark
DM Dominica; Commonwealth of Dominica
DO Dominican Republic
DZ Algeria; People’s Democratic Republic of Algeria
EC Ecuador
EE Estonia
EG Egypt; Arab Republic of Egypt
EH Western Sahara; SADR; Sahrawi Arab Democratic Republic
ER Eritrea; State of Eritrea
ES Spain
ET Ethiopia; Federal Democratic Republic of Ethiopia
FI Finland
FJ Fiji
FK Falkland Islands (Malvinas); +Malvinas; Falklands; Falkland Islands
FM Micronesia (Federated States of); FSM; Micronesia; Micronesia, Fed. Sts.; Federal States of Micronesia
FO Faroe Islands; Faroe; Faroes; Faeroe Islands
FR France; French Republic
GA Gabon; Gabonese Republic
GB United Kingdom of Great Britain and Northern Ireland; +UK; +Great Britain; +Britain; +Wales; +England; +Scotland; +Northern Ireland; United Kingdom; United Kingdom (Great Britain); UK of Great Britain and Northern Ireland
GD Grenada
GE Georgia
GF French Guiana
GG Guernsey; Bailiwick of Guernsey
GH Ghana
GI Gibraltar
GL Greenland
GM Gambia
GN Guinea
GP Guadeloupe
GQ Equatorial Guinea; Equ. Guinea
GR Greece; Hellenic Republic
GT Guatemala
GU Guam
GW Guinea-Bissau; Guinea Bissao
GY Guyana; Guiana; Cooperative Republic of Guyana; Co-operative Republic of Guyana
HK China, Hong Kong Special Administrative Region; +Hong Kong; Hongkong; Hong Kong SAR; Hong Kong, China; Hong Kong SAR China; Hong Kong Special Administrative Region
HN Honduras
HR Croatia
HT Haiti
HU Hungary
ID Indonesia
IE Ireland; Eire
IL Israel; State of Israel
IM Isle of Man
IN India
IQ Iraq
IR Iran (Islamic Republic of); Iran; Persia; IR Iran
IS Iceland
IT Italy; Italian Republic
JE Jersey; Bailiwick of Jersey
JM Jamaica
JO Jordan; Hashemite Kingdom of Jordan
JP Japan
KE Kenya
KG Kyrgyzstan; Kyrgyz; Kirghizia; Kirgizstan; Kyrghyzstan
KH Cambodia; Cambodge; Kampuchea
KI Kiribati; Gilbert Islands
KM Comoros; Union of the Comoros
KN Saint Kitts and Nevis; +St Kitts and Nevis; St Kitts; Saint Christopher and Nevis; Federation of Saint Christopher and Nevis
KP Democratic People’s Republic of Korea; +North Korea; +DPRK; Korea; N. Korea; DPR Korea; People’s Republic of Korea
KR Republic of Korea; +South Korea; ROK; Korea; S. Korea
KW Kuwait; State of Kuwait
KY Cayman Islands
KZ Kazakhstan; Kazakstan
LA Lao People’s Democratic Republic; +Laos; Lao; Lao PDR; Laos PDR
LB Lebanon; Lebanese Republic
LC Saint Lucia; +St Lucia
LI Liechtenstein; Principality of Liechtenstein
LK Sri Lanka; Ceylon; Democratic Socialist Republic of Sri Lanka
LR Liberia
LS Lesotho
LT Lithuania
LU Luxembourg; Grand Duchy of Luxembourg
LV Latvia
LY Libya; State of Libya; Libyan Jamahiriya; Libya Arab Jamahiriya; Libyan Arab Jamahiriya
MA Morocco
MC Monaco; Principality of Monaco
MD Republic of Moldova; +Moldova; Moldavia
ME Montenegro
MF Saint Martin (French part); St Martin; Collectivity of Saint Martin
MG Madagascar
MH Marshall Islands
MK North Macedonia; +Macedonia; FYROM; N. Macedonia; FYR Macedonia; TFYR Macedonia; Former Yugoslav Republic of Macedonia
ML Mali
MM Myanmar; +Burma; Birma; Myanmar/Burma; Union of Burma; Union of Myanmar
MN Mongolia
MO China, Macao Special Administrative Region; +Macao; +Macau; Macao SAR; Macao, China; Macao SAR China; Macao Special Administrative Region
MP Northern Mariana Islands; CNMI; Northern Marianas; North Mariana Islands; Commonwealth of the Northern Mariana Islands
MQ Martinique
MR Mauritania; Mauretania; Islamic Republic of Mauritania
MS Montserrat
MT Malta
MU Mauritius
MV Maldives; Maldive Islands
MW Malawi
MX Mexico; United Mexican States
MY Malaysia; Malaya
MZ Mozambique
NA Namibia
NC New Caledonia
NE Niger
NF Norfolk Island
NG Nigeria; Federal Republic of Nigeria
NI Nicaragua
NL Netherlands (Kingdom of the); +Holland; Netherlands
NO Norway
NP Nepal; Federal Democratic Republic of Nepal
NR Nauru; Naoero
NU Niue
NZ New Zealand; Aotearoa; Aotearoa New Zealand
OM Oman; Sultanate of Oman
PA Panama
PE Peru
PF French Polynesia
PG Papua New Guinea; PNG; Independent State of Papua New Guinea
PH Philippines
PK Pakistan; Islamic Republic of Pakistan
PL Poland
PM Saint Pierre and Miquelon
PN Pitcairn; Pitcairn Island; Pitcairn Group of Islands; Pitcairn, Henderson, Ducie and Oeno Islands
PR Puerto Rico; Commonwealth of Puerto Rico
PS State of Palestine; +Palestine; +Gaza Strip; +West Bank; OPT; Gaza; West Bank and Gaza; Palestinian Territory; Palestinian Authority; Palestinian Territories; West Bank and Gaza Strip; Occupied Palestinian Territory; Palestinian National Authority; Occupied Palestinian Territories
PT Portugal; Portuguese Republic
PW Palau; Belau
PY Paraguay
QA Qatar; State of Qatar
RE Réunion; Reunion Island
RO Romania; Rumania; Roumania
RS Serbia
RU Russian Federation; Russia; Russian Fed
RW Rwanda; Ruanda; Rwandese Republic
SA Saudi Arabia; KSA; Saudi
SB Solomon Islands; Solomons
SC Seychelles
SD Sudan
SE Sweden
SG Singapore
SH Saint Helena; Saint Helena, Ascension and Tristan da Cunha
SI Slovenia
SJ Svalbard and Jan Mayen Islands; Svalbard; Svalbard & Jan Mayen
SK Slovakia; Slovak Rep
SL Sierra Leone
SM San Marino; Most Serene Republic of San Marino
SN Senegal
SO Somalia; Somali Republic; Somali Democratic Republic; Federal Republic of Somalia
SR Suriname; Surinam
SS South Sudan
ST Sao Tome and Principe; STP; São Tomé; Saint Thomas and Prince; Democratic Republic of Sao Tome and Principe
SV El Salvador
SX Sint Maarten (Dutch part); St Martin; St Maarten; Sint Maarten
SY Syrian Arab Republic; Syria
SZ Eswatini; +Swaziland
TC Turks and Caicos Islands
TD Chad
TG Togo; Togolese Rep
TH Thailand; Siam
TJ Tajikistan
TK Tokelau
TL Timor-Leste; +East Timor; Timor; Democratic Republic of Timor-Leste
TM Turkmenistan
TN Tunisia; Tunisian Republic
TO Tonga
TR Türkiye; +Turkey
TT Trinidad and Tobago; Trinidad
TV Tuvalu
TW Taiwan; Taipei; Formosa; Taiwan, China; Chinese Taipei; Republic of China; Taiwan Province of China; Taiwan, Republic of China
TZ United Republic of Tanzania; +Tanzania; +Zanzibar
UA Ukraine
UG Uganda
US United States of America; +USA; +United States; America; US America; United States of North America
UY Uruguay; Eastern Republic of Uruguay
UZ Uzbekistan
VA Holy See; +Vatican; Vatican City; Vatican City State; Holy See (Vatican City State)
VC Saint Vincent and the Grenadines; +St Vincent and the Grenadines; SVG; St Vincent
VE Venezuela (Bolivarian Republic of); Venezuela; Venezuela RB
VG British Virgin Islands; BVI; Virgin Islands
VI United States Virgin Islands; +US Virgin Islands; USVI; Virgin Islands; American Virgin Islands
VN Viet Nam; +Vietnam; Socialist Republic of Vietnam; Socialist Republic of Viet Nam
VU Vanuatu
WF Wallis and Futuna Islands; Wallis; Wallis Futuna
WS Samoa; Western Samoa; Independent State of Samoa
XK Kosovo; Kosovo (UNSCR 1244); Kosovo under UNSCR 1244; Kosovo (United Nations administered region); Kosovo (under Security Council resolution 1244)
YE Yemen; Yemen Arab Republic
YT Mayotte; Department of Mayotte
ZA South Africa; SA; RSA
ZM Zambia
ZW Zimbabwe; Rhodesia; Southern Rhodesia
`;
