/** What a column of a table of MPs can hold. */
export type Column = 'number' | 'name' | 'family' | 'given' | 'party' | 'constituency' | 'country' | 'other';

/** Headings of columns in the languages of the form and some others, as `headingOf` writes them. */
const headings: Readonly<Record<Column, string>> = {
  number: `no|nr|num|number|n|nº|n°|№|#|id|s no|sr no|serial|serial number|sl no|rank|row|index|numero|numéro|ordre|
    n d ordre|núm|número|orden|nro|nº de orden|ordem|nº de ordem|رقم|الرقم|م|ت|ر|تسلسل|التسلسل|الرقم التسلسلي|№ п п|п п|номер|
    sira|sıra|sira no|ردیف|شماره|序号|编号|番号`,
  name: `name|names|full name|fullname|complete name|name of mp|name of the mp|mp|mps|mp name|member|members|member name|
    member of parliament|members of parliament|name of member|deputy|deputies|senator|senators|representative|
    parliamentarian|parliamentarians|person|legislator|nom complet|nom et prénom|noms et prénoms|nom prénom|
    nom et prénoms|prénom et nom|prénom nom|prénoms et nom|député|députée|députés|députés e s|député e|sénateur|
    sénatrice|sénateurs|parlementaire|parlementaires|membre|membres|nombre y apellido|nombre y apellidos|
    nombres y apellidos|apellidos y nombres|apellido y nombre|apellidos y nombre|nombre completo|nombres completos|diputado|
    diputada|diputados|diputadas|senador|senadora|senadores|parlamentario|parlamentaria|parlamentarios|congresista|
    miembro|miembros|legislador|nome completo|nome|nomes|deputado|deputada|deputados|deputados as|membro|membros|
    parlamentar|parlamentares|الاسم|اسم|الأسماء|أسماء|الاسم الكامل|الاسم بالكامل|الاسم الثلاثي|الاسم الرباعي|اسم النائب|النائب|
    النواب|نائب|العضو|الأعضاء|عضو|اسم العضو|البرلماني|البرلمانيون|имя|фио|ф и о|депутат|депутаты|isim|ad soyad|adı soyadı|
    milletvekili|نام|نام و نام خانوادگی|نام کامل|نماینده|姓名|名字|氏名|namen|abgeordnete|abgeordneter|nome e cognome|cognome e nome`,
  family: `surname|surnames|last name|lastname|family name|familyname|last|family|nom|noms|nom de famille|apellido|apellidos|
    primer apellido|apelido|apelidos|sobrenome|sobrenomes|último nome|nome de família|اللقب|اسم العائلة|العائلة|الكنية|الشهرة|
    nachname|familienname|cognome|фамилия|soyad|soyadı|soyisim|نام خانوادگی|姓`,
  given: `first name|firstname|first names|given name|given names|givenname|first|given|forename|forenames|prénom|prénoms|
    nombre|nombres|nombre de pila|primer nombre|primeiro nome|nome próprio|nomes próprios|الاسم الأول|الاسم الشخصي|vorname|
    имя отчество|ad|adı|名`,
  party: `party|parties|political party|party name|group|political group|parliamentary group|caucus|bloc|block|faction|
    coalition|affiliation|political affiliation|parti|parti politique|partis|groupe|groupe politique|groupe parlementaire|
    appartenance politique|partido|partidos|partido político|grupo|grupo parlamentario|grupo político|bancada|bloque|
    grupo parlamentar|coligação|الحزب|حزب|الحزب السياسي|الكتلة|كتلة|الكتلة النيابية|الكتلة البرلمانية|الانتماء|الانتماء السياسي|التيار|
    партия|фракция|partisi|حزب سیاسی|党派|政党|partei|fraktion|partito`,
  constituency: `constituency|electoral district|district|electoral area|region|province|seat|riding|state|county|
    circonscription|circonscription électorale|département|région|siège|circunscripción|distrito|distrito electoral|provincia|
    región|departamento|círculo|círculo eleitoral|distrito eleitoral|círculo eleitoral|província|região|estado|الدائرة|
    الدائرة الانتخابية|دائرة|المحافظة|الولاية|المنطقة|الإقليم|округ|регион|seçim bölgesi|il|حوزه|حوزه انتخابیه|选区|选举区|wahlkreis|
    circoscrizione|collegio`,
  country: `country|countries|nation|country of parliament|country code|iso|pays|país|países|pais|الدولة|البلد|دولة|بلد|страна|
    ülke|کشور|国家|国|land|paese`,
  other: `title|titles|titre|título|titulo|اللقب العلمي|status|statut|estado actual|situación|situação|الحالة|date|dates|fecha|data|
    التاريخ|date of arrest|arrested|arrestation|detención|detenção|تاريخ الاعتقال|gender|sex|sexe|genre|sexo|género|género sexo|
    الجنس|النوع|age|âge|edad|idade|العمر|السن|date of birth|born|birth|year of birth|né e le|naissance|date de naissance|
    nacimiento|fecha de nacimiento|nascimento|data de nascimento|تاريخ الميلاد|phone|telephone|téléphone|teléfono|telefone|الهاتف|
    email|e mail|mail|courriel|correo|correo electrónico|البريد الإلكتروني|notes|note|remarks|remarques|comments|
    commentaires|observaciones|notas|observações|ملاحظات|chamber|chambre|cámara|câmara|المجلس|house|place|lieu|lugar|local|
    المكان|charge|charges|chefs d accusation|cargos|acusação|التهمة|role|position|function|fonction|cargo|função|المنصب|الصفة`,
};

/** A cell as headings are compared: in lower case, without accents, marks and punctuation. */
export const headingOf = (cell: string): string =>
  cell
    .slice(0, 80)
    .normalize('NFKD')
    .replace(/\p{M}|\p{Cf}|\u0640/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();

const columns = new Map(
  (Object.entries(headings) as [Column, string][]).flatMap(([column, words]) =>
    words.split('|').map((word) => [headingOf(word), column] as const),
  ),
);

/** What a heading says of its column; `undefined` for a text that is none. */
export const columnOf = (cell: string): Column | undefined => columns.get(headingOf(cell));

/** Words of titles and sums that stand over or under lists. */
const titleWords = new Set(
  `list lists liste listes lista listas قائمه قائمة كشف لائحة deputies members mps parliamentarians senators parliament names députés
  parlementaires membres sénateurs parlement diputados parlamentarios miembros senadores parlamento nombres deputados
  parlamentares membros النواب البرلمانيين الأعضاء أسماء اسماء البرلمان total totals totale totaux totales subtotal المجموع الإجمالي اجمالي
  arrested detained missing arrêtés détenus detenidos arrestados detidos المعتقلين المعتقلون annex annexe anexo table
  tableau tabla tabela جدول`
    .split(/\s+/)
    .map(headingOf),
);

/** How many words of a text are those of titles. */
export const titleWordsIn = (text: string): number =>
  headingOf(text)
    .split(' ')
    .filter((word) => titleWords.has(word)).length;

/** Whether a text is a sum under a list, or the number of a page. */
export const isSum = (text: string): boolean =>
  /^(?:total|totals|totale|totaux|totales|subtotal|المجموع|الاجمالي|page|página|صفحه|صفحة)(?: \p{N}+)*$/u.test(
    headingOf(text),
  );
