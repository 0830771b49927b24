// The synonyms of every field in one table, folded: әғқңөұүһі are written as the fold writes them.
#include "layers/exchange/import_columns.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "layers/core/text.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr ImportField fields[] = {{"reg_no", Entity::issue, "reg_no"},
                                  {"uuid"},
                                  {"place"},
                                  {"kato"},
                                  {"rural_district"},
                                  {"category", Entity::issue, "category"},
                                  {"title", Entity::issue, "title"},
                                  {"description", Entity::issue, "description"},
                                  {"severity", Entity::issue, "severity"},
                                  {"likelihood", Entity::issue, "likelihood"},
                                  {"status", Entity::issue, "status"},
                                  {"status_reason", Entity::issue, "status_reason"},
                                  {"outcome", Entity::issue, "outcome"},
                                  {"result", Entity::issue, "result"},
                                  {"channel", Entity::issue, "channel"},
                                  {"escalation", Entity::issue, "escalation"},
                                  {"occurred_on", Entity::issue, "occurred_on"},
                                  {"registered_on", Entity::issue, "registered_on"},
                                  {"due_on", Entity::issue, "due_on"},
                                  {"resolved_on", Entity::issue, "resolved_on"},
                                  {"closed_on", Entity::issue, "closed_on"},
                                  {"review_on", Entity::issue, "review_on"},
                                  {"responsible", Entity::issue, "responsible"},
                                  {"curator", Entity::issue, "curator"},
                                  {"affected_people", Entity::issue, "affected_people"},
                                  {"affected_households", Entity::issue, "affected_households"},
                                  {"address", Entity::issue, "address"},
                                  {"location_accuracy", Entity::issue, "location_accuracy"},
                                  {"latitude"},
                                  {"longitude"},
                                  {"coordinates"},
                                  {"measure.text", Entity::measure, "text"},
                                  {"measure.kind", Entity::measure, "kind"},
                                  {"measure.status", Entity::measure, "status"},
                                  {"measure.executor", Entity::measure, "executor"},
                                  {"measure.start_on", Entity::measure, "start_on"},
                                  {"measure.due_on", Entity::measure, "due_on"},
                                  {"measure.done_on", Entity::measure, "done_on"},
                                  {"measure.progress", Entity::measure, "progress"},
                                  {"measure.budget_kzt", Entity::measure, "budget_kzt"},
                                  {"measure.spent_kzt", Entity::measure, "spent_kzt"},
                                  {"measure.funding", Entity::measure, "funding"},
                                  {"measure.beneficiaries", Entity::measure, "beneficiaries"}};

struct Synonyms {
  std::string_view field;
  std::string_view words;  // separated by "|"
};
constexpr Synonyms synonyms[] = {
    {"reg_no", "тіркеу нөмірі|тіркеу №|регистрационный номер|рег номер|рег №|registration number|reg no"},
    {"uuid", "uuid|guid"},
    {"place",
     "елді мекен|елді мекеннің атауы|елді мекен атауы|ауыл|ауыл атауы|мекен|мекенжайы ауыл|населенный "
     "пункт|нп|село|аул|наименование населенного пункта|место|settlement|village|place|settlement kk|settlement "
     "ru|settlement name"},
    {"kato", "като|әаож|като коды|код като|код нп|елді мекен коды|kato|kato code|settlement code|settlement kato"},
    {"rural_district",
     "ауылдық округ|округ|а о|ауылдық округ атауы|ауылдық әкімдік|сельский округ|с о|округ атауы|rural "
     "district|district|rural district kk|rural district ru"},
    {"category",
     "санат|санаты|мәселе санаты|бағыт|бағыты|сала|саласы|мәселе түрі|категория|направление|сфера|отрасль|тип "
     "проблемы|вид проблемы|category|category kk|category ru|category code|sector|topic"},
    {"title",
     "мәселе|мәселенің қысқаша мазмұны|мәселенің мазмұны|мәселенің атауы|тақырыбы|тақырып|қысқаша мазмұны|көтерілген "
     "мәселе|проблема|суть проблемы|краткое содержание|проблемный вопрос|поднятый "
     "вопрос|вопрос|тема|заголовок|название|problem|issue|title|summary|subject"},
    {"description",
     "сипаттама|сипаттамасы|толық сипаттамасы|толығырақ|мазмұны|ескерту|ескертпе|описание|подробности|подробное "
     "описание|содержание|примечание|комментарий|description|details|note|notes|comment"},
    {"severity",
     "ауырлығы|ауырлық дәрежесі|ауырлық|маңыздылығы|тәуекел деңгейі|дәрежесі|тяжесть|степень "
     "тяжести|серьезность|важность|уровень риска|severity|importance"},
    {"likelihood", "ықтималдығы|ықтималдық|вероятность|likelihood|probability"},
    {"status",
     "мәртебесі|мәртебе|күйі|жағдайы|орындалуы|орындалу барысы|шешілу жағдайы|статус|состояние|исполнение|статус "
     "исполнения|стадия|status|state"},
    {"status_reason", "мәртебе себебі|себебі|себеп|причина|основание|reason|status reason"},
    {"outcome", "қорытынды|шешім нәтижесі|қорытындысы|исход|итог|outcome"},
    {"result",
     "нәтиже|нәтижесі|атқарылған жұмыс|атқарылған жұмыстар|результат|что сделано|принятые меры|ответ|result|what was "
     "done"},
    {"channel",
     "арнасы|арна|түсу арнасы|қайдан түсті|өтініш көзі|канал|канал поступления|источник|откуда "
     "поступило|channel|source"},
    {"escalation", "деңгейі|шешу деңгейі|уровень решения|уровень|эскалация|escalation|escalation level|level"},
    {"occurred_on", "пайда болған күні|туындаған күні|дата возникновения|возникла|occurred on|arose on"},
    {"registered_on",
     "тіркелген күні|тіркеу күні|түскен күні|күні|дата регистрации|дата поступления|дата "
     "обращения|дата|зарегистрировано|registered on|registered|date"},
    {"due_on",
     "мерзімі|орындалу мерзімі|орындау мерзімі|мерзім|шешу мерзімі|срок|срок исполнения|срок "
     "решения|дедлайн|deadline|due on|due|due date"},
    {"resolved_on", "шешілген күні|дата решения|решено|resolved on"},
    {"closed_on", "жабылған күні|орындалған күні|дата закрытия|дата исполнения|закрыто|closed on|closed"},
    {"review_on", "қайта қарау күні|дата пересмотра|вернуться к вопросу|look again on|review on"},
    {"responsible",
     "жауапты|жауаптылар|жауапты тұлға|жауапты орган|жауапты "
     "мекеме|орындаушы|ответственный|ответственные|ответственное лицо|ответственный "
     "орган|исполнитель|responsible|owner|responsible party"},
    {"curator", "жетекші|депутат|бақылаушы депутат|куратор|депутат куратор|supervising deputy|curator"},
    {"affected_people",
     "адам саны|қамтылған адам|зардап шеккен адам саны|тұрғындар саны|количество людей|число людей|количество "
     "жителей|затронуто людей|people affected|affected people|people"},
    {"affected_households",
     "үй саны|шаруашылық саны|отбасы саны|количество дворов|количество домов|количество семей|households "
     "affected|affected households|households"},
    {"address", "мекенжай|мекенжайы|көшесі|адрес|улица|address|street"},
    {"latitude", "ендік|ені|широта|lat|latitude|y"},
    {"longitude", "бойлық|бойы|долгота|lon|lng|long|longitude|x"},
    {"coordinates", "координаттар|координаттары|координаты|координата|местоположение|coordinates|location|point|geom"},
    {"measure.text",
     "шешу жолы|шешу жолдары|шаралар|іс шара|іс шаралар|ұсынылған шара|пути решения|путь "
     "решения|мероприятие|мероприятия|меры|предложения|way to solve|ways to solve|measure|measures|action"},
    {"measure.kind", "шара түрі|вид меры|вид мероприятия|kind of measure|measure kind"},
    {"measure.status", "шара мәртебесі|шараның орындалуы|статус меры|исполнение меры|measure status"},
    {"measure.executor", "шараны орындаушы|исполнитель меры|executor|measure executor"},
    {"measure.start_on", "шараның басталуы|басталу күні|начало работ|дата начала|start date|measure start"},
    {"measure.due_on", "шара мерзімі|срок меры|measure deadline"},
    {"measure.done_on", "шара орындалған күні|дата выполнения меры|completed on|measure done on"},
    {"measure.progress", "орындалу пайызы|пайызы|процент исполнения|процент выполнения|прогресс|progress"},
    {"measure.budget_kzt",
     "қаржы|қаржысы|бюджет|сомасы|сома|қажетті қаржы|қаражат|финансирование|сумма|стоимость|объем "
     "финансирования|необходимые средства|budget|amount|cost|budget kzt"},
    {"measure.spent_kzt", "жұмсалған|игерілгені|игерілген қаржы|освоено|израсходовано|spent|spent kzt"},
    {"measure.funding", "қаржы көзі|қаржыландыру көзі|источник финансирования|funding source|funding"},
    {"measure.beneficiaries", "көмек алушылар|игілік алушылар саны|получатели|количество получателей|beneficiaries"}};

// Folded letters and digits, one blank between words; brackets with what they hold are left out unless nothing else is
// there.
std::string header_key(std::string_view header) {
  std::string key;
  int depth = 0;
  for (const char c : fold(header)) {
    if (c == '(') ++depth;
    const bool is_word =
        (static_cast<unsigned char>(c) & 0x80U) != 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (depth == 0 && is_word) key += c;
    if (depth == 0 && !is_word && !key.empty() && key.back() != ' ') key += ' ';
    if (c == ')') depth = std::max(0, depth - 1);
  }
  while (key.ends_with(' ')) key.pop_back();
  return key;
}

using SynonymTable = std::unordered_map<std::string, std::string_view>;

SynonymTable synonym_table() {
  SynonymTable table;
  for (const auto& field : fields) {
    table.emplace(header_key(field.name), field.name);
    if (!field.field.empty()) table.emplace(header_key(field.field), field.name);
  }
  for (const auto& [field, words] : synonyms)
    for (const auto& word : split(words, '|')) table.emplace(header_key(word), field);
  return table;
}

// "Қаржы (мың теңге)", "Сумма, тыс. тенге".
double factor_of_header(std::string_view header) {
  const auto text = fold(header);
  constexpr std::array<std::pair<std::string_view, double>, 6> words = {
      {{"млрд", 1e9}, {"миллиард", 1e9}, {"млн", 1e6}, {"миллион", 1e6}, {"мын", 1e3}, {"тыс", 1e3}}};
  for (const auto& [word, factor] : words)
    if (text.find(word) != text.npos) return factor;
  return 1;
}

bool is_money(std::string_view field) {
  return field == "measure.budget_kzt" || field == "measure.spent_kzt";
}
}  // namespace

std::span<const ImportField> import_fields() {
  return fields;
}

const ImportField* find_import_field(std::string_view name) {
  const auto* found = std::ranges::find(fields, name, &ImportField::name);
  return found == std::end(fields) ? nullptr : found;
}

std::string import_field_label(std::string_view name) {
  const auto* field = find_import_field(name);
  if (field == nullptr) return std::string{name};
  if (name == "uuid") return "uuid";
  if (name == "place") return field_label("issue", "settlement");
  if (name == "latitude") return tr("Latitude");
  if (name == "longitude") return tr("Longitude");
  if (name == "coordinates") return field_label("settlement", "geom");
  if (field->entity == Entity::issue) return field_label("issue", field->field.empty() ? name : field->field);
  if (field->field == "text") return tr("Way to solve");
  return fill(tr("Way to solve: {field}"), {{"field", lower_case(field_label("measure", field->field))}});
}

std::string_view field_of_header(std::string_view header) {
  static const auto table = synonym_table();
  const auto found = table.find(header_key(header));
  if (found != table.end()) return found->second;
  // "Сумма, тыс. тенге": what comes before the comma.
  const auto comma = header.find(',');
  const auto first = comma == header.npos ? table.end() : table.find(header_key(header.substr(0, comma)));
  return first == table.end() ? std::string_view{} : first->second;
}

ColumnMapping column_as(std::string_view field, std::string_view header) {
  ColumnMapping column{.field = std::string{field}};
  if (is_money(field)) column.factor = factor_of_header(header);
  return column;
}

std::vector<ColumnMapping> columns_of(std::span<const std::string> header, std::span<const std::string> keys) {
  std::vector<ColumnMapping> columns(header.size());
  std::set<std::string_view> given;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto* key = i < keys.size() ? find_import_field(keys[i]) : nullptr;
    const auto field = !keys.empty() ? (key != nullptr ? key->name : std::string_view{}) : field_of_header(header[i]);
    if (field.empty() || !given.insert(field).second) continue;
    columns[i] = column_as(field, header[i]);
  }
  return columns;
}

}  // namespace riskmap
