// The cases of `domain.md` §6, each with a test of its own; the number stands in its name.
#include <doctest/doctest.h>

#include "layers/core/encoding_guess.h"
#include "layers/geo/text_codec.h"
#include "tests/unit/exchange/import_fixture.h"

namespace riskmap {
namespace {
using namespace sample;

const std::string as_table = csv_of({row_with({{"Мәселе", "Ауыл ішіндегі құбыр тозған, үйлерге жетпейді"}})});

TEST_CASE("a row that is as it should be is added, with the defaults of the register") {
  const auto import = planned({row_with({})});
  CHECK(import.codes().empty());
  REQUIRE(import.plan.changes.size() == 1);
  CHECK(import.field_of(0, "registered_on") == "2026-03-13");
  CHECK(import.field_of(0, "status") == "registered");
  CHECK(import.field_of(0, "severity") == "3");
  const auto& snapshot = *shared().snapshot;
  CHECK(import.field_of(0, "settlement") == snapshot.settlements[snapshot.find_settlement("615847100")].uuid);
}

TEST_CASE("case 1: a file is read in whatever encoding it is") {
  const std::string mark = "\xEF\xBB\xBF";
  std::string wide_bytes = "\xFF\xFE";
  for (const auto* form : {"RK1048", "PT154"}) {
    const auto bytes = encoded(as_table, form);
    REQUIRE(bytes);
    const auto import = planned(*bytes);
    CHECK(import.table.encoding == form);
    CHECK(import.codes().empty());
  }
  CHECK(planned(as_table).table.encoding == "UTF-8");
  CHECK(planned(mark + as_table).codes().empty());
  for (const char32_t c : std::u32string{U"Ауыл;Мәселе\nКөксәйек;Ауыз су жоқ\n"}) {
    wide_bytes += static_cast<char>(c & 0xFF);
    wide_bytes += static_cast<char>(c >> 8);
  }
  const auto wide = planned(wide_bytes);
  CHECK(wide.table.encoding == "UTF-16LE");
  CHECK(wide.plan.counts.added == 1);
}

TEST_CASE("case 1: a person sees the first lines in an encoding, and may say another") {
  const TemporaryFolder folder;
  std::ofstream{folder.file("t.csv"), std::ios::binary} << *encoded(as_table, "RK1048");
  CHECK(sample_lines(folder.file("t.csv"), "RK1048").at(1).find("Көксәйек") != std::string::npos);
  CHECK(sample_lines(folder.file("t.csv"), "CP1251").at(1).find("Көксәйек") == std::string::npos);
}

TEST_CASE("case 2: text encoded twice is repaired, and said") {
  check({{{{"Елді мекен", "Кґксјйек"}}, "INFO err.encoding", RowAction::add}});
  const auto twice = *decoded(std::string{"Көксәйек"}, "CP1251");
  const auto import = planned({row_with({{"Елді мекен", twice}})});
  CHECK(import.codes() == "INFO err.encoding");
  CHECK(import.fixed(Finding::double_encoded) == "Көксәйек");
}

TEST_CASE("case 3: a cell in another encoding is refused with its bytes, never guessed") {
  auto bytes = csv_of({row_with({}), row_with({{"Мәселе", "Көшеде жарық жоқ"}}), row_with({{"Мәселе", "BAD"}})});
  bytes.replace(bytes.find("BAD"), 3, *encoded("су жоқ", "RK1048"));
  const auto import = planned(bytes);
  CHECK(import.plan.counts.added == 2);
  CHECK(import.plan.actions.back() == RowAction::refuse);
  CHECK(import.codes() == "ERROR err.encoding");
  CHECK(import.plan.problems.front().raw.find("\\xF1") != std::string::npos);
}

TEST_CASE("case 4: Latin letters in a Cyrillic word do not keep it from being found") {
  const auto import = planned({row_with({{"Елді мекен", "Kөксәйек"}})});
  CHECK(import.codes() == "INFO info.look_alikes");
  CHECK(import.action() == RowAction::add);
}

TEST_CASE("case 5: invisible characters go, line breaks in quotes stay") {
  const auto import = planned({row_with({{"Елді мекен", "Көкса\u0306\u200Bйек"}, {"Сипаттама", "бір\nекі"}})});
  CHECK(planned({row_with({{"Елді мекен", "Көк\u00ADсәйек\u00A0"}})}).codes() == "INFO info.cleaned");
  CHECK(import.field_of(0, "description") == "бір\nекі");
}

TEST_CASE("case 6: a code that is no settlement's is never attached to the district") {
  check({{{{"Елді мекен", "615800000"}}, "ERROR err.kato_level", RowAction::refuse},
         {{{"Елді мекен", "615847000"}}, "ERROR err.kato_level", RowAction::refuse},
         {{{"Елді мекен", "6,158E+08"}}, "ERROR err.kato_format", RowAction::refuse},
         {{{"Елді мекен", "61584710"}}, "ERROR err.kato_format", RowAction::refuse},
         {{{"Елді мекен", "6158471001"}}, "ERROR err.kato_format", RowAction::refuse},
         {{{"Елді мекен", "615847999"}}, "ERROR err.kato_unknown", RowAction::refuse},
         {{{"Елді мекен", "'615847100"}}, "", RowAction::add},
         {{{"Елді мекен", "615847100"}}, "", RowAction::add},
         {{{"КАТО", "615847999"}}, "WARN err.kato_unknown", RowAction::add},
         {{{"КАТО", "6,158E+08"}}, "ERROR err.kato_format", RowAction::refuse}});
}

TEST_CASE("case 7: old codes, former names, endings, slips of the pen") {
  check({{{{"Елді мекен", "515847100"}}, "WARN err.kato_unknown", RowAction::add},
         {{{"Елді мекен", "Көксаяқ"}}, "INFO info.former_name", RowAction::add},
         {{{"Елді мекен", "с.Коксайек"}}, "", RowAction::add},
         {{{"Елді мекен", "Көксәйек ауылы"}}, "", RowAction::add},
         {{{"Елді мекен", "КӨКСӘЙЕК А."}}, "", RowAction::add},
         {{{"Елді мекен", "Көксәйік"}}, "WARN err.name_unknown", RowAction::add},
         {{{"Елді мекен", "Қаратөбе"}}, "ERROR err.name_ambiguous", RowAction::refuse},
         {{{"Елді мекен", "Қаратөбе (Кемеқалған а.о.)"}}, "", RowAction::add},
         {{{"Елді мекен", "Қаратөбе"}, {"Ауылдық округ", "Кемеқалған ауылдық округі"}}, "", RowAction::add},
         {{{"Елді мекен", "Атлантида"}}, "ERROR err.name_unknown", RowAction::refuse},
         {{{"Елді мекен", "Көксәйек ауылдық округі"}}, "", RowAction::add}});
}

TEST_CASE("case 8: a settlement without people is kept, with a warning") {
  auto snapshot = *shared().snapshot;
  auto& settlement = snapshot.settlements[snapshot.find_settlement("615847100")];
  settlement.status = "ABOLISHED";
  const auto table = table_of(csv_of({row_with({})}));
  const ImportMapping mapping{columns_of(table.header, table.keys)};
  const auto plan = taken(plan_import(snapshot, table, mapping, day_of(snapshot)));
  REQUIRE(plan.problems.size() == 1);
  CHECK(code_of(plan.problems.front()) == "warn.place_gone");
  CHECK(plan.counts.added == 1);
}

TEST_CASE("case 9: a number that is taken") {
  const auto& known = shared().snapshot->issues[0];
  const auto& snapshot = *shared().snapshot;
  check({{{{"Тіркеу нөмірі", known.reg_no}}, "ERROR err.duplicate_id", RowAction::refuse}});
  ImportMapping anew;
  anew.gives_new_numbers = true;
  check({{{{"Тіркеу нөмірі", known.reg_no}}, "WARN err.duplicate_id", RowAction::add}}, anew);
  const Cells same = {{"Тіркеу нөмірі", known.reg_no},
                      {"Елді мекен", snapshot.settlements[known.settlement].kato},
                      {"Санат", snapshot.categories[known.category].code},
                      {"Мәселе", known.title},
                      {"Ауырлығы", std::to_string(known.severity)},
                      {"Тіркелген күні", iso_date(*known.registered_on)}};
  const auto again = planned({same});
  CHECK(again.codes() == "INFO err.duplicate_id");
  CHECK(again.action() == RowAction::skip);
  auto changed = same;
  changed.emplace_back("uuid", known.uuid);
  changed[3].second = known.title + " әлі де";
  const auto update = planned({changed});
  CHECK(update.action() == RowAction::update);
  REQUIRE(update.plan.changes.size() == 1);
  CHECK(update.plan.changes[0].kind == ChangeKind::set);
  CHECK(update.plan.changes[0].after.size() == 1);
}

TEST_CASE("case 10: the same row twice is taken once") {
  const auto import = planned({row_with({}), row_with({})});
  CHECK(import.codes() == "INFO err.duplicate_id");
  CHECK(import.plan.counts.added == 1);
  CHECK(import.plan.counts.skipped == 1);
  CHECK(import.fixed(Finding::row_repeated) == "2");
}

TEST_CASE("case 11: what may repeat a problem of the register is named") {
  const auto& snapshot = *shared().snapshot;
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    const auto& issue = snapshot.issues[row];
    if (!counts_as_open(issue.status) || issue.settlement == no_row) continue;
    const auto import = planned({row_with({{"Елді мекен", snapshot.settlements[issue.settlement].kato},
                                           {"Санат", snapshot.categories[issue.category].code},
                                           {"Мәселе", issue.title + "!"}})});
    CHECK(import.has(Finding::possible_duplicate));
    CHECK(import.action() == RowAction::add);
    break;
  }
}

TEST_CASE("case 12: dates as people write them") {
  for (const auto* written :
       {"13.03.2020", "13/03/20", "13.3.20", "2020-03-13", "2020 жылғы 13 наурыз", "13 марта 2020 г.",
        "13 наурыз 2020 ж.", "13 March 2020", "13.03.2020 14:05", "13.03.2020 14:05:30", "13-03-2020"}) {
    const auto import = planned({row_with({{"Тіркелген күні", written}, {"Мерзімі", "13.03.2030"}})});
    CHECK_MESSAGE(import.field_of(0, "registered_on") == "2020-03-13", written);
  }
}

TEST_CASE("case 13: day and month that could be either are asked once for a column that proves the other order") {
  CHECK(planned({row_with({{"Тіркелген күні", "03/04/2020"}})}).field_of(0, "registered_on") == "2020-04-03");
  const std::vector<Cells> mixed = {row_with({{"Тіркелген күні", "03/04/2020"}}),
                                    row_with({{"Тіркелген күні", "03/25/2020"}, {"Мәселе", "Көшеде жарық жоқ"}})};
  const auto asked = planned(mixed);
  CHECK(asked.plan.actions[0] == RowAction::refuse);
  CHECK(asked.plan.actions[1] == RowAction::add);
  CHECK(asked.codes().starts_with("ERROR err.date_ambiguous"));
  auto table = table_of(csv_of(mixed));
  ImportMapping mapping{columns_of(table.header, table.keys)};
  mapping.columns[4].dates = DateOrder::month_first;
  const auto plan = taken(plan_import(*shared().snapshot, table, mapping, day_of(*shared().snapshot)));
  REQUIRE(plan.changes.size() == 2);
  CHECK(text_of(field(plan.changes[0].after, "registered_on")) == "2020-03-04");
}

TEST_CASE("case 14: a spreadsheet's number of a day, from 1900 and from 1904") {
  const auto import = planned({row_with({{"Тіркелген күні", "44197"}, {"Мерзімі", "46500,5"}})});
  CHECK(import.codes() == "WARN warn.excel_date WARN warn.excel_date");
  CHECK(import.field_of(0, "registered_on") == "2021-01-01");
  auto table = table_of(csv_of({row_with({{"Тіркелген күні", "42735"}})}));
  table.counts_from_1904 = true;
  CHECK(planned(table).field_of(0, "registered_on") == "2021-01-01");
  check({{{{"Тіркелген күні", "60"}}, "ERROR err.date_format", RowAction::refuse},
         {{{"Тіркелген күні", "73051"}}, "ERROR err.date_format", RowAction::refuse}});
}

TEST_CASE("case 15: no such day is refused, a word for nothing is nothing") {
  check({{{{"Тіркелген күні", "31.02.2020"}}, "ERROR err.date_format", RowAction::refuse},
         {{{"Тіркелген күні", "00.00.0000"}}, "ERROR err.date_format", RowAction::refuse},
         {{{"Пайда болған күні", "-"}}, "", RowAction::add},
         {{{"Пайда болған күні", "жоқ"}}, "", RowAction::add},
         {{{"Пайда болған күні", "н/д"}}, "", RowAction::add},
         {{{"Мәселе", "нет"}}, "ERROR err.required", RowAction::refuse}});
}

TEST_CASE("case 16: nothing was registered tomorrow; a deadline that has passed is a warning") {
  check({{{{"Тіркелген күні", "17.03.2026"}}, "ERROR err.date_future", RowAction::refuse},
         {{{"Пайда болған күні", "17.03.2026"}}, "ERROR err.date_future ERROR err.date_order", RowAction::refuse},
         {{{"Тіркелген күні", "13.01.2026"}, {"Мерзімі", "13.02.2026"}}, "WARN err.date_order", RowAction::add}});
}

TEST_CASE("a word of a list means the entry in use, never one that the office has hidden") {
  auto snapshot = *shared().snapshot;
  auto& channels = snapshot.codes.find("channel")->second;
  REQUIRE(channels.size() > 1);
  const auto word = channels.front().names.kk;
  const auto table = table_of(csv_of({row_with({{"Арна", word}})}));
  ImportMapping mapping;
  mapping.columns = columns_of(table.header, table.keys);
  const auto channel = [&] {
    const auto plan = taken(plan_import(snapshot, table, mapping, day_of(snapshot)));
    REQUIRE(plan.actions.at(0) == RowAction::add);
    return text_of(field(plan.changes.at(0).after, "channel"));
  };
  CHECK(channel() == channels.front().code);
  channels.front().is_active = false;
  CHECK(channel().empty());
  channels.back().names.kk = word;
  CHECK(channel() == channels.back().code);
}

}  // namespace
}  // namespace riskmap
