// A small register in words: two invented settlements, their rural district, two parties, one category group, one
// problem with one measure; and edits of it as forms make them. Shared by every ring that needs a register.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "layers/core/uuid.h"
#include "layers/store/gpkg_builder.h"
#include "layers/store/schema.h"

namespace riskmap::test {

inline const std::string kok = uuid_of_name("test settlement kok"), tas = uuid_of_name("test settlement tas");
inline const std::string akim = uuid_of_name("test party akim"), water_office = uuid_of_name("test party water");
inline const std::string no_water = uuid_of_name("test issue"), new_pipe = uuid_of_name("test measure");
inline const Author ayan{"Аян", "бас маман", "station-1"}, dana{"Дана", "маман", "station-2"};

inline std::vector<StoredRecord> small_district() {
  using std::string;
  const auto text = [](const char* words) { return Value{string{words}}; };
  const auto number = [](std::int64_t n) { return Value{n}; };
  return {{Entity::area,
           0,
           uuid_of_name("test area"),
           0,
           {{"code", text("615833")},
            {"level", text("rural_district")},
            {"name_kk", text("Көк ауылдық округі")},
            {"is_schematic", number(1)},
            {"geom", text("POLYGON((69 42,70 42,70 43,69 43,69 42))")}}},
          {Entity::settlement,
           0,
           kok,
           0,
           {{"kato", text("615833100")},
            {"kind", text("VILLAGE")},
            {"name_kk", text("Көк")},
            {"status", text("ACTIVE")},
            {"rural_district", text("615833")},
            {"geom", text("POINT(69.5 42.25)")}}},
          {Entity::settlement,
           0,
           tas,
           0,
           {{"kato", text("615833200")},
            {"kind", text("VILLAGE")},
            {"name_kk", text("Тас")},
            {"status", text("ACTIVE")},
            {"rural_district", text("615833")},
            {"geom", text("POINT(69.625 42.5)")}}},
          {Entity::category,
           0,
           "",
           0,
           {{"code", text("utilities")},
            {"num", text("1")},
            {"kk", text("Коммуналдық")},
            {"ru", text("Коммунальная")},
            {"en", text("Utilities")},
            {"pillar", text("INFRA")},
            {"sensitivity", number(0)}}},
          {Entity::category,
           0,
           "",
           0,
           {{"code", text("utilities.water")},
            {"parent", text("utilities")},
            {"num", text("1.1")},
            {"kk", text("Ауыз су")},
            {"ru", text("Вода")},
            {"en", text("Water")},
            {"pillar", text("INFRA")},
            {"sensitivity", number(0)},
            {"default_days", number(90)}}},
          {Entity::party, 0, akim, 0, {{"kind", text("AKIM_RURAL")}, {"name_kk", text("Әкім")}}},
          {Entity::party, 0, water_office, 0, {{"kind", text("UTILITY")}, {"name_kk", text("Су шаруашылығы")}}},
          {Entity::issue,
           0,
           no_water,
           0,
           {{"settlement", Value{kok}},
            {"category", text("utilities.water")},
            {"title", text("Ауыз су жоқ")},
            {"severity", number(4)},
            {"likelihood", number(5)},
            {"status", text("registered")},
            {"registered_on", text("2026-03-02")},
            {"sensitivity", number(0)},
            {"responsible", Value{akim}},
            {"geom", text("POINT(69.51 42.26)")}}},
          {Entity::measure,
           0,
           new_pipe,
           0,
           {{"issue", Value{no_water}},
            {"step_no", number(1)},
            {"kind", text("WORKS")},
            {"text", text("Құбыр тарту")},
            {"status", text("PLANNED")},
            {"progress", number(0)},
            {"weight", Value{1.0}},
            {"budget_kzt", number(568'200'000)},
            {"executor", Value{water_office}}}}};
}

// Builds the small district; the failure's own words when it cannot.
inline Result<void> build_small_register(const std::filesystem::path& file) {
  if (auto made = create_empty_register(file); !made) return made;
  auto builder = RegisterBuilder::open(file);
  if (!builder) return std::unexpected{builder.error()};
  if (auto set = builder->set_meta("office", "TB"); !set) return set;
  const auto records = small_district();
  if (auto put = builder->bulk_insert(records); !put) return put;
  return builder->finish({"make-sample", "", "test"});
}

// A refusal on one line, for the output of a failed test.
inline std::string words(const Error& error) {
  return std::string{name_of(error.code)} + " [" + error.where + "] [" + error.value + "] " + error.detail;
}

// A change of one record, as a form makes it.
inline Change set(Entity entity, std::string uuid, std::int64_t version, Fields after) {
  return {ChangeKind::set, entity, std::move(uuid), version, {}, std::move(after)};
}
inline Change add(Entity entity, std::string uuid, Fields after) {
  return {ChangeKind::add, entity, std::move(uuid), 0, {}, std::move(after)};
}
inline Change remove(Entity entity, std::string uuid, std::int64_t version) {
  return {ChangeKind::remove, entity, std::move(uuid), version, {}, {}};
}
inline Edit edit(Change change) {
  return {EditKind::user, {std::move(change)}, {}};
}

// A problem at Тас that may be committed as it is.
inline Fields valid_issue(std::string title = "Жарық жоқ көше") {
  return {{"settlement", Value{tas}},
          {"category", Value{std::string{"utilities.water"}}},
          {"title", Value{std::move(title)}},
          {"severity", Value{std::int64_t{3}}},
          {"likelihood", Value{std::int64_t{5}}},
          {"status", Value{std::string{"registered"}}},
          {"registered_on", Value{std::string{"2026-04-01"}}},
          {"sensitivity", Value{std::int64_t{0}}}};
}

}  // namespace riskmap::test
