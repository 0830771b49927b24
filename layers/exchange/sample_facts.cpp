// Reads data/tolebi and its folder sample/; what is missing there is a fault of the source tree, said with file and
// line.
#include "layers/exchange/sample_facts.h"

#include <algorithm>
#include <charconv>
#include <functional>

#include <fmt/format.h>

#include "layers/core/contract.h"
#include "layers/core/text.h"
#include "layers/exchange/sample_places.h"

namespace riskmap {

namespace {
int whole_number(std::string_view text, int otherwise = 0) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "3-5" -> 3, 5; "4" -> 4, 4; "" -> 0, 0.
std::pair<int, int> range_of(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == text.npos) return {whole_number(text), whole_number(text)};
  return {whole_number(text.substr(0, dash)), whole_number(text.substr(dash + 1))};
}

// "69.8875500" -> 698875500, without a floating point on the way.
std::int64_t degrees_e7(std::string_view text) {
  std::int64_t value = 0;
  int decimals = -1;
  for (const char c : text) {
    if (c == '.') {
      decimals = 0;
    } else if (c >= '0' && c <= '9' && decimals < 7) {
      value = value * 10 + (c - '0');
      if (decimals >= 0) ++decimals;
    }
  }
  for (decimals = std::max(decimals, 0); decimals < 7; ++decimals) value *= 10;
  return text.starts_with('-') ? -value : value;
}

std::vector<std::string> parts_of(const std::string& text) {
  return text.empty() ? std::vector<std::string>{} : split(text, '|');
}

using TakeRecord = std::function<void(const std::function<std::string(std::string_view)>&)>;

Result<void> each_record(const std::filesystem::path& file, const TakeRecord& take) {
  const auto table = read_csv_file(file);
  if (!table) return std::unexpected{table.error()};
  for (const auto& record : table->records)
    take([&](std::string_view column) { return column_text(*table, record, column); });
  return {};
}

Result<void> read_places(SampleFacts& facts, const std::filesystem::path& folder) {
  auto read = each_record(folder / "settlements.csv", [&](const auto& text) {
    facts.places.push_back({text("kato"),
                            {text("name_kk"), text("name_ru"), text("name_en")},
                            text("rural_district"),
                            text("kind") == "CITY",
                            degrees_e7(text("lon")),
                            degrees_e7(text("lat")),
                            0});
  });
  if (!read) return read;
  return each_record(folder / "areas.csv", [&](const auto& text) {
    if (text("level") == "district") facts.district = text("code");
    if (text("level") == "rural_district")
      facts.rural_districts[text("code")] = {text("name_kk"), text("name_ru"), text("name_en")};
  });
}

Result<void> read_categories(SampleFacts& facts, const std::filesystem::path& folder) {
  auto read = each_record(folder / "sample" / "mix.csv", [&](const auto& text) {
    SampleCategory category;
    category.code = text("category");
    category.count = whole_number(text("count"));
    category.owner = text("owner");
    category.programme = text("programme");
    if (const auto months = text("months"); !months.empty())
      std::tie(category.first_month, category.last_month) = range_of(months);
    facts.categories.push_back(std::move(category));
  });
  if (!read) return read;
  return each_record(folder / "categories.csv", [&](const auto& text) {
    const auto found = std::ranges::find(facts.categories, text("code"), &SampleCategory::code);
    if (found == facts.categories.end()) return;
    found->default_days = whole_number(text("default_days"), 30);
    found->sensitivity = whole_number(text("sensitivity"));
  });
}

Result<void> read_problems(SampleFacts& facts, const std::filesystem::path& folder) {
  auto read = each_record(folder / "problems.csv", [&](const auto& text) {
    const auto [mildest, worst] = range_of(text("severity"));
    const auto [rarest, surest] = range_of(text("likelihood"));
    facts.problems.push_back({text("category"), language_of(text("lang")).value_or(Language::kk), text("chain"),
                              mildest, worst, rarest, surest, text("scope"), text("title"), text("description"),
                              text("result")});
  });
  if (!read) return read;
  return each_record(folder / "steps.csv", [&](const auto& text) {
    const auto [lowest, highest] = range_of(text("cost"));
    facts.chains[text("chain")].push_back({text("kind"), text("executor"), whole_number(text("days"), 10), lowest,
                                           highest, parts_of(text("funding")), text("unit"), text("text_kk"),
                                           text("text_ru")});
  });
}

Result<void> read_wording(SampleFacts& facts, const std::filesystem::path& folder) {
  auto read =
      each_record(folder / "streets.csv", [&](const auto& text) { facts.streets.push_back({text("kk"), text("ru")}); });
  if (!read) return read;
  read = each_record(folder / "phrases.csv",
                     [&](const auto& text) { facts.phrases[text("use")].push_back({text("kk"), text("ru")}); });
  if (!read) return read;
  return each_record(folder / "parties.csv", [&](const auto& text) {
    facts.parties.push_back({text("key"),
                             text("kind"),
                             text("level"),
                             {text("name_kk"), text("name_ru"), text("name_en")},
                             text("constituency"),
                             parts_of(text("covers"))});
  });
}

Result<CsvTable> read_table(const std::filesystem::path& file) {
  return read_csv_file(file);
}
}  // namespace

std::string column_text(const CsvTable& table, const CsvRecord& record, std::string_view column) {
  const auto index = table.find_column(column);
  RISKMAP_REQUIRE(index);
  return std::string{CsvTable::cell(record, *index)};
}

Result<SampleFacts> SampleFacts::read(const std::filesystem::path& folder) {
  SampleFacts facts;
  const auto wording = folder / "sample";
  for (const auto& read : {read_places(facts, folder), read_categories(facts, folder), read_problems(facts, wording),
                           read_wording(facts, wording)})
    if (!read) return std::unexpected{read.error()};
  auto stories = read_table(wording / "stories.csv"), steps = read_table(wording / "story_steps.csv");
  if (!stories) return std::unexpected{stories.error()};
  if (!steps) return std::unexpected{steps.error()};
  auto unlinked = read_table(wording / "unlinked_appeals.csv");
  if (!unlinked) return std::unexpected{unlinked.error()};
  facts.stories = std::move(*stories), facts.story_steps = std::move(*steps), facts.unlinked = std::move(*unlinked);
  const auto today = each_record(folder / "meta.csv", [&](const auto& text) {
    if (text("key") == "sample_today") facts.today = parse_iso_date(text("value")).value_or(Date{});
  });
  if (!today) return std::unexpected{today.error()};
  share_out_population(facts);
  add_local_parties(facts);
  return facts;
}

const SampleParty& SampleFacts::party(std::string_view key) const {
  const auto found = std::ranges::find(parties, key, &SampleParty::key);
  RISKMAP_REQUIRE(found != parties.end());
  return *found;
}

const SamplePlace* SampleFacts::find_place(std::string_view kato) const {
  const auto found = std::ranges::find(places, kato, &SamplePlace::kato);
  return found == places.end() ? nullptr : &*found;
}

}  // namespace riskmap
