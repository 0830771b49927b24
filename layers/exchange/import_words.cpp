// Words are compared folded. The tables are what offices write, not what a dictionary has.
#include "layers/exchange/import_words.h"

#include <algorithm>
#include <array>

#include "layers/core/text.h"
#include "layers/core/uuid.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
struct Word {
  std::string_view beginning, code;
};

// Beginnings of folded words and phrases; the first that the text has decides, so the narrower ones stand first.
constexpr std::array category_words = {Word{"ауыз су", "utilities.water_drinking"},
                                       Word{"ауызсу", "utilities.water_drinking"},
                                       Word{"питьев", "utilities.water_drinking"},
                                       Word{"водоснаб", "utilities.water_drinking"},
                                       Word{"водопровод", "utilities.water_drinking"},
                                       Word{"сумен жабдык", "utilities.water_drinking"},
                                       Word{"су кубыр", "utilities.water_drinking"},
                                       Word{"drinking water", "utilities.water_drinking"},
                                       Word{"агын су", "agriculture.irrigation_water"},
                                       Word{"суару", "agriculture.irrigation_water"},
                                       Word{"полив", "agriculture.irrigation_water"},
                                       Word{"арык", "agriculture.irrigation_water"},
                                       Word{"канализац", "utilities.sewerage"},
                                       Word{"канал", "agriculture.irrigation_water"},
                                       Word{"irrigation", "agriculture.irrigation_water"},
                                       Word{"жаилым", "agriculture.pasture"},
                                       Word{"пастбищ", "agriculture.pasture"},
                                       Word{"су таскын", "hazards.flood"},
                                       Word{"таскын", "hazards.flood"},
                                       Word{"паводок", "hazards.flood"},
                                       Word{"паводк", "hazards.flood"},
                                       Word{"наводнен", "hazards.flood"},
                                       Word{"кошеге жарык", "utilities.street_lighting"},
                                       Word{"коше жары", "utilities.street_lighting"},
                                       Word{"уличное освещ", "utilities.street_lighting"},
                                       Word{"освещен", "utilities.street_lighting"},
                                       Word{"электр", "utilities.power_supply"},
                                       Word{"трансформатор", "utilities.power_supply"},
                                       Word{"жарык", "utilities.power_supply"},
                                       Word{"свет", "utilities.power_supply"},
                                       Word{"газ", "utilities.gas_supply"},
                                       Word{"комир", "utilities.heating_fuel"},
                                       Word{"уголь", "utilities.heating_fuel"},
                                       Word{"отоплен", "utilities.heating_fuel"},
                                       Word{"жылыту", "utilities.heating_fuel"},
                                       Word{"кариз", "utilities.sewerage"},
                                       Word{"кокыс", "utilities.waste"},
                                       Word{"мусор", "utilities.waste"},
                                       Word{"свалк", "utilities.waste"},
                                       Word{"копир", "transport.bridge"},
                                       Word{"мост", "transport.bridge"},
                                       Word{"автобус", "transport.public_transport"},
                                       Word{"когамдык колик", "transport.public_transport"},
                                       Word{"ишки жол", "transport.road_internal"},
                                       Word{"кошелер", "transport.road_internal"},
                                       Word{"жолаушы", "transport.public_transport"},
                                       Word{"жол", "transport.road_access"},
                                       Word{"дорог", "transport.road_access"},
                                       Word{"road", "transport.road_access"},
                                       Word{"интернет", "digital.internet"},
                                       Word{"internet", "digital.internet"},
                                       Word{"уялы баиланыс", "digital.mobile_coverage"},
                                       Word{"сотов", "digital.mobile_coverage"},
                                       Word{"мобильн", "digital.mobile_coverage"},
                                       Word{"балабакша", "education.kindergarten"},
                                       Word{"детски", "education.kindergarten"},
                                       Word{"мектеп", "education.school_condition"},
                                       Word{"школ", "education.school_condition"},
                                       Word{"фап", "health.medical_post"},
                                       Word{"медпункт", "health.medical_post"},
                                       Word{"медицинал", "health.medical_post"},
                                       Word{"амбулатор", "health.medical_post"},
                                       Word{"дари", "health.medicines"},
                                       Word{"лекарств", "health.medicines"},
                                       Word{"жедел жардем", "health.ambulance"},
                                       Word{"скорая", "health.ambulance"},
                                       Word{"копбалалы", "social.large_family"},
                                       Word{"многодет", "social.large_family"},
                                       Word{"мугедек", "social.disability"},
                                       Word{"инвалид", "social.disability"},
                                       Word{"жалгызбасты карт", "social.lonely_elderly"},
                                       Word{"жалгызиликти", "social.lonely_elderly"},
                                       Word{"одинок", "social.lonely_elderly"},
                                       Word{"аз камт", "social.low_income"},
                                       Word{"малообеспеч", "social.low_income"},
                                       Word{"жумыссыз", "employment.unemployment"},
                                       Word{"безработ", "employment.unemployment"},
                                       Word{"жалакы", "employment.wage_arrears"},
                                       Word{"зарплат", "employment.wage_arrears"},
                                       Word{"баспана", "housing_land.housing_queue"},
                                       Word{"тургын уи", "housing_land.housing_queue"},
                                       Word{"жилье", "housing_land.housing_queue"},
                                       Word{"жер телими", "housing_land.land_plot"},
                                       Word{"жер учаскес", "housing_land.land_plot"},
                                       Word{"земельн", "housing_land.land_plot"},
                                       Word{"мал урлы", "safety.cattle_theft"},
                                       Word{"скотокрад", "safety.cattle_theft"},
                                       Word{"кангыбас", "hazards.stray_animals"},
                                       Word{"бродяч", "hazards.stray_animals"},
                                       Word{"селев", "hazards.mudflow"},
                                       Word{"кошкин", "hazards.landslide"},
                                       Word{"ополз", "hazards.landslide"},
                                       Word{"китапхана", "culture_sport.library"},
                                       Word{"библиотек", "culture_sport.library"},
                                       Word{"клуб", "culture_sport.culture_house"},
                                       Word{"мадениет уии", "culture_sport.culture_house"},
                                       Word{"спорт", "culture_sport.sport_playground"},
                                       Word{"ветеринар", "agriculture.veterinary"}};

struct StatusWord {
  std::string_view beginning, status, outcome;
};
// "Not done" stands before "done".
constexpr std::array status_words = {StatusWord{"орындалмады", "in_progress", ""},
                                     StatusWord{"шешилмеди", "in_progress", ""},
                                     StatusWord{"не исполнен", "in_progress", ""},
                                     StatusWord{"не решен", "in_progress", ""},
                                     StatusWord{"не выполнен", "in_progress", ""},
                                     StatusWord{"орындалуда", "in_progress", ""},
                                     StatusWord{"жумыс журип", "in_progress", ""},
                                     StatusWord{"жумыс жургиз", "in_progress", ""},
                                     StatusWord{"шешилуде", "in_progress", ""},
                                     StatusWord{"в работе", "in_progress", ""},
                                     StatusWord{"исполняется", "in_progress", ""},
                                     StatusWord{"решается", "in_progress", ""},
                                     StatusWord{"выполняется", "in_progress", ""},
                                     StatusWord{"in progress", "in_progress", ""},
                                     StatusWord{"in work", "in_progress", ""},
                                     StatusWord{"ишинара", "resolved", "PARTIAL"},
                                     StatusWord{"частично", "resolved", "PARTIAL"},
                                     StatusWord{"partly", "resolved", "PARTIAL"},
                                     StatusWord{"тусиндир", "resolved", "EXPLAINED"},
                                     StatusWord{"разъяснен", "resolved", "EXPLAINED"},
                                     StatusWord{"даны разъяснен", "resolved", "EXPLAINED"},
                                     StatusWord{"explained", "resolved", "EXPLAINED"},
                                     StatusWord{"орындалды", "resolved", ""},
                                     StatusWord{"шешилди", "resolved", ""},
                                     StatusWord{"решено", "resolved", ""},
                                     StatusWord{"решена", "resolved", ""},
                                     StatusWord{"решены", "resolved", ""},
                                     StatusWord{"исполнено", "resolved", ""},
                                     StatusWord{"исполнена", "resolved", ""},
                                     StatusWord{"исполнены", "resolved", ""},
                                     StatusWord{"выполнено", "resolved", ""},
                                     StatusWord{"выполнена", "resolved", ""},
                                     StatusWord{"выполнены", "resolved", ""},
                                     StatusWord{"done", "resolved", ""},
                                     StatusWord{"solved", "resolved", ""},
                                     StatusWord{"resolved", "resolved", ""},
                                     StatusWord{"жабылды", "closed", ""},
                                     StatusWord{"закрыт", "closed", ""},
                                     StatusWord{"снят с контроля", "closed", ""},
                                     StatusWord{"бакылаудан алынды", "closed", ""},
                                     StatusWord{"closed", "closed", ""},
                                     StatusWord{"аякталды", "closed", ""},
                                     StatusWord{"жоспарлан", "planned", ""},
                                     StatusWord{"жоспарда", "planned", ""},
                                     StatusWord{"запланирован", "planned", ""},
                                     StatusWord{"в плане", "planned", ""},
                                     StatusWord{"planned", "planned", ""},
                                     StatusWord{"кеиинге калдыр", "on_hold", ""},
                                     StatusWord{"отложен", "on_hold", ""},
                                     StatusWord{"приостановлен", "on_hold", ""},
                                     StatusWord{"токтатыл", "on_hold", ""},
                                     StatusWord{"on hold", "on_hold", ""},
                                     StatusWord{"жолданды", "forwarded", ""},
                                     StatusWord{"жиберилди", "forwarded", ""},
                                     StatusWord{"перенаправлен", "forwarded", ""},
                                     StatusWord{"направлен", "forwarded", ""},
                                     StatusWord{"forwarded", "forwarded", ""},
                                     StatusWord{"бас тартыл", "rejected", ""},
                                     StatusWord{"кабылданбады", "rejected", ""},
                                     StatusWord{"отклонен", "rejected", ""},
                                     StatusWord{"отказан", "rejected", ""},
                                     StatusWord{"rejected", "rejected", ""},
                                     StatusWord{"расталды", "confirmed", ""},
                                     StatusWord{"подтвержден", "confirmed", ""},
                                     StatusWord{"confirmed", "confirmed", ""},
                                     StatusWord{"тиркелди", "registered", ""},
                                     StatusWord{"жана", "registered", ""},
                                     StatusWord{"каралуда", "registered", ""},
                                     StatusWord{"зарегистрирован", "registered", ""},
                                     StatusWord{"на рассмотрении", "registered", ""},
                                     StatusWord{"рассматривается", "registered", ""},
                                     StatusWord{"новы", "registered", ""},
                                     StatusWord{"registered", "registered", ""},
                                     StatusWord{"new", "registered", ""},
                                     StatusWord{"open", "registered", ""},
                                     StatusWord{"жоба", "draft", ""},
                                     StatusWord{"черновик", "draft", ""}};

// The names of the degrees in `domain.md` §5.1–5.2 and what people write for them.
constexpr std::array severity_words = {
    Word{"оте томен", "1"},  Word{"very high", "5"},   Word{"оте ауыр", "5"}, Word{"краине", "5"},
    Word{"оте жогары", "5"}, Word{"критич", "5"},      Word{"extreme", "5"},  Word{"critical", "5"},
    Word{"тотенше", "5"},    Word{"очень высок", "5"}, Word{"жогары", "4"},   Word{"ауыр", "4"},
    Word{"высок", "4"},      Word{"major", "4"},       Word{"high", "4"},     Word{"орташа", "3"},
    Word{"средн", "3"},      Word{"moderate", "3"},    Word{"medium", "3"},   Word{"жени", "2"},
    Word{"томен", "2"},      Word{"малая", "2"},       Word{"низк", "2"},     Word{"minor", "2"},
    Word{"low", "2"},        Word{"болмашы", "1"},     Word{"незначит", "1"}, Word{"negligible", "1"}};
constexpr std::array likelihood_words = {
    Word{"казир", "5"},   Word{"уже", "5"},      Word{"already", "5"},   Word{"ыктимал", "4"},    Word{"вероятно", "4"},
    Word{"likely", "4"},  Word{"мумкин", "3"},   Word{"возможн", "3"},   Word{"possible", "3"},   Word{"екитал", "2"},
    Word{"маловер", "2"}, Word{"unlikely", "2"}, Word{"оте сирек", "1"}, Word{"очень редк", "1"}, Word{"rare", "1"}};
constexpr std::array measure_status_words = {
    Word{"орындалмады", "IN_PROGRESS"}, Word{"не исполнен", "IN_PROGRESS"}, Word{"не выполнен", "IN_PROGRESS"},
    Word{"орындалды", "DONE"},          Word{"исполнено", "DONE"},          Word{"исполнена", "DONE"},
    Word{"выполнено", "DONE"},          Word{"выполнена", "DONE"},          Word{"done", "DONE"},
    Word{"орындалуда", "IN_PROGRESS"},  Word{"исполняется", "IN_PROGRESS"}, Word{"в работе", "IN_PROGRESS"},
    Word{"in progress", "IN_PROGRESS"}, Word{"жоспарлан", "PLANNED"},       Word{"запланирован", "PLANNED"},
    Word{"planned", "PLANNED"}};

// A beginning counts where a word of the text begins.
bool has_word(std::string_view folded, std::string_view beginning) {
  for (auto at = folded.find(beginning); at != folded.npos; at = folded.find(beginning, at + 1)) {
    const bool is_start = at == 0 || (static_cast<unsigned char>(folded[at - 1]) < 0x80 &&
                                      !(folded[at - 1] >= 'a' && folded[at - 1] <= 'z'));
    if (is_start) return true;
  }
  return false;
}

template <typename Words>
std::string code_by_word(const Words& words, std::string_view folded) {
  for (const auto& [beginning, code] : words)
    if (has_word(folded, beginning)) return std::string{code};
  return {};
}

std::string label_of(const RegisterSnapshot& snapshot, std::string_view domain, std::string_view code) {
  const auto* value = snapshot.find_code(domain, code);
  return value == nullptr ? std::string{code} : value->names.in(language());
}
}  // namespace

WordFinder::WordFinder(const RegisterSnapshot& snapshot, const WordsOfFile& given)
    : snapshot_{snapshot}, given_{given} {
  for (const auto& category : snapshot.categories) {
    if (!category.is_active) continue;
    for (const auto& name : {category.code, category.number, category.names.kk, category.names.ru, category.names.en})
      if (!name.empty()) categories_.emplace(fold(name), category.code);
  }
  for (Row row = 0; row < snapshot.parties.size(); ++row) {
    const auto& party = snapshot.parties[row];
    if (!party.id) continue;
    for (const auto& name : {party.names.kk, party.names.ru, party.names.en, party.person_name}) {
      if (name.empty()) continue;
      const auto [known, is_new] = parties_.emplace(fold(name), party.uuid);
      if (!is_new && known->second != party.uuid) known->second.clear();
    }
  }
  for (const auto& [domain, values] : snapshot.codes)
    for (const auto& value : values)
      for (const auto& name : {value.code, value.names.kk, value.names.ru, value.names.en})
        if (value.is_active && !name.empty()) codes_[domain].emplace(fold(name), value.code);
}

const std::string* WordFinder::given(std::string_view field, std::string_view text) const {
  const auto words = given_.find(std::string{field});
  if (words == given_.end()) return nullptr;
  const auto found = words->second.find(fold(text));
  return found == words->second.end() ? nullptr : &found->second;
}

WordAnswer WordFinder::known_category(std::string_view code, std::optional<Finding> finding) const {
  const Row row = snapshot_.find_category(code);
  if (row == no_row || !snapshot_.categories[row].is_active) return {};
  return {std::string{code}, finding, snapshot_.categories[row].names.in(language()), {}};
}

WordAnswer WordFinder::category_of_words(std::string_view text) const {
  const auto code = code_by_word(category_words, fold(text));
  return code.empty() ? WordAnswer{} : known_category(code, Finding::category_by_word);
}

WordAnswer WordFinder::category(std::string_view text, std::string_view title) const {
  if (const auto* code = given("category", text)) return known_category(*code, {});
  if (const auto exact = categories_.find(fold(text)); exact != categories_.end()) return {exact->second, {}, {}, {}};
  if (auto by_word = category_of_words(text); !by_word.code.empty()) return by_word;
  if (auto by_title = category_of_words(title); !by_title.code.empty()) return by_title;
  return known_category("governance.other", Finding::category_other);
}

WordAnswer WordFinder::status(std::string_view text) const {
  if (const auto* code = given("status", text)) return {*code, {}, {}, {}};
  const auto folded = fold(text);
  if (status_of(folded)) return {folded, {}, {}, {}};
  for (const auto& word : status_words)
    if (has_word(folded, word.beginning)) return {std::string{word.status}, {}, {}, std::string{word.outcome}};
  return {{}, Finding::status_unknown, {}, {}};
}

WordAnswer WordFinder::measure_status(std::string_view text) const {
  auto exact = code("measure.status", "measure_status", text);
  if (!exact.code.empty()) return exact;
  auto by_word = code_by_word(measure_status_words, fold(text));
  return by_word.empty() ? exact : WordAnswer{std::move(by_word), {}, {}, {}};
}

WordAnswer WordFinder::degree(std::string_view field, std::string_view text) const {
  if (const auto* code = given(field, text)) return {*code, {}, {}, {}};
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  if (!digits.empty()) {
    const bool is_degree = digits.size() == 1 && digits[0] >= '1' && digits[0] <= '5';
    return is_degree ? WordAnswer{std::string{digits}, {}, {}, {}} : WordAnswer{{}, Finding::severity_unknown, {}, {}};
  }
  const auto folded = fold(text);
  auto code = field == "severity" ? code_by_word(severity_words, folded) : code_by_word(likelihood_words, folded);
  if (code.empty()) return {{}, Finding::severity_unknown, {}, {}};
  return {std::move(code), {}, {}, {}};
}

WordAnswer WordFinder::party(std::string_view field, std::string_view text) const {
  if (const auto* code = given(field, text)) return {*code, {}, {}, {}};
  if (is_uuid(text) && snapshot_.find_party(text) != no_row) return {std::string{text}, {}, {}, {}};
  const auto found = parties_.find(fold(text));
  if (found == parties_.end() || found->second.empty()) return {{}, Finding::party_unknown, {}, {}};
  return {found->second, {}, {}, {}};
}

WordAnswer WordFinder::code(std::string_view field, std::string_view domain, std::string_view text) const {
  if (const auto* code = given(field, text)) return {*code, {}, label_of(snapshot_, domain, *code), {}};
  const auto words = codes_.find(domain);
  if (words != codes_.end())
    if (const auto found = words->second.find(fold(text)); found != words->second.end())
      return {found->second, {}, label_of(snapshot_, domain, found->second), {}};
  return {{}, Finding::word_unknown, {}, {}};
}

}  // namespace riskmap
