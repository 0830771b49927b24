#include "layers/analysis/search.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "layers/core/text.h"

namespace riskmap {

namespace {
// What a match is worth; smaller is better. A slip of the finger costs more than any exact match.
enum Rank { whole_key = 0, key_prefix = 1, word_prefix = 2, all_words = 3, one_slip = 4, two_slips = 5, no_match = 6 };

constexpr std::size_t chunk_rows = 4096;  // whole blocks of the table of problems

constexpr std::size_t shortest_with_slip = 5, shortest_with_two_slips = 8;

std::vector<std::string_view> words_of(std::string_view key) {
  std::vector<std::string_view> words;
  while (!key.empty()) {
    const auto space = key.find(' ');
    if (space != 0) words.push_back(key.substr(0, space));
    if (space == std::string_view::npos) break;
    key.remove_prefix(space + 1);
  }
  return words;
}

// Every word of the query begins some word of the key, in any order.
bool begins_words(std::string_view query, std::string_view key) {
  const auto words = words_of(key);
  return std::ranges::all_of(words_of(query), [&](std::string_view wanted) {
    return std::ranges::any_of(words, [&](std::string_view word) { return word.starts_with(wanted); });
  });
}

bool begins_a_word(std::string_view query, std::string_view key) {
  for (auto at = key.find(query); at != std::string_view::npos; at = key.find(query, at + 1))
    if (at == 0 || key[at - 1] == ' ') return true;
  return false;
}

int exact_rank(std::string_view query, std::string_view key) {
  if (key == query) return whole_key;
  if (key.starts_with(query)) return key_prefix;
  if (begins_a_word(query, key)) return word_prefix;
  return begins_words(query, key) ? all_words : no_match;
}

// Slips are forgiven in long words only: in short ones a slip is another name.
int rank_of(std::string_view query, std::string_view key) {
  const int exact = exact_rank(query, key);
  if (exact != no_match || query.size() < shortest_with_slip) return exact;
  const int most = query.size() >= shortest_with_two_slips ? 2 : 1;
  int slips = std::min(edit_distance(query, key, most), edit_distance(query, key.substr(0, query.size()), most));
  for (const std::string_view word : words_of(key)) slips = std::min(slips, edit_distance(query, word, most));
  return slips > most ? no_match : slips == 2 ? two_slips : one_slip;
}

std::string label_of(const RegisterSnapshot& snapshot, std::string_view domain, std::string_view code,
                     Language language) {
  const CodeValue* label = snapshot.find_code(domain, code);
  return label ? label->names.in(language) : std::string{};
}

std::string rural_district_name(const RegisterSnapshot& snapshot, Row settlement, Language language) {
  const Row area = snapshot.find_area(snapshot.settlements[settlement].rural_district, AreaLevel::rural_district);
  return area == no_row ? std::string{} : snapshot.areas[area].names.in(language);
}

std::string joined_words(const std::string& one, const std::string& other) {
  return one.empty() || other.empty() ? one + other : one + " · " + other;
}

std::string issue_detail(const RegisterSnapshot& snapshot, const Issue& issue, Language language) {
  const std::string place = issue.settlement != no_row ? snapshot.settlement_label(issue.settlement, language)
                            : issue.area != no_row     ? snapshot.areas[issue.area].names.in(language)
                                                       : std::string{};
  return joined_words(issue.reg_no, place);
}

SearchHit described(const RegisterSnapshot& snapshot, HitKind kind, Row row, Language language) {
  SearchHit hit;
  hit.kind = kind;
  hit.row = row;
  switch (kind) {
    case HitKind::settlement:
      hit.title = snapshot.settlement_label(row, language);
      hit.detail = rural_district_name(snapshot, row, language);
      break;
    case HitKind::area:
      hit.title = snapshot.areas[row].names.in(language);
      hit.detail = label_of(snapshot, "area_level", code_of(snapshot.areas[row].level), language);
      break;
    case HitKind::party:
      hit.title = snapshot.parties[row].names.in(language);
      hit.detail = joined_words(label_of(snapshot, "party_kind", snapshot.parties[row].kind, language),
                                snapshot.parties[row].person_name);
      break;
    case HitKind::issue: {
      const auto issue = snapshot.issues[row];
      hit.title = issue.title;
      hit.detail = issue_detail(snapshot, issue, language);
      break;
    }
  }
  return hit;
}
}  // namespace

SearchIndex::SearchIndex(Snapshot snapshot, const SearchIndex* before) : snapshot_{std::move(snapshot)} {
  add_places();
  add_issues(before);
}

void SearchIndex::add_places() {
  const auto add = [this](HitKind kind, Row row, const std::string& spelling) {
    auto key = latin_key(spelling);
    if (!key.empty()) places_.push_back({kind, row, std::move(key), spelling});
  };
  for (Row row = 0; row < snapshot_->settlements.size(); ++row) {
    const Settlement& settlement = snapshot_->settlements[row];
    if (!settlement.id) continue;
    for (const auto* name : {&settlement.names.kk, &settlement.names.ru, &settlement.names.en, &settlement.kato})
      add(HitKind::settlement, row, *name);
    for (const auto& name : settlement.other_names) add(HitKind::settlement, row, name);
  }
  for (Row row = 0; row < snapshot_->areas.size(); ++row) {
    const Area& area = snapshot_->areas[row];
    // A settlement's polygon is found under the settlement itself.
    if (!area.id || area.level == AreaLevel::settlement) continue;
    for (const auto* name : {&area.names.kk, &area.names.ru, &area.names.en, &area.code})
      add(HitKind::area, row, *name);
  }
  for (Row row = 0; row < snapshot_->parties.size(); ++row) {
    const Party& party = snapshot_->parties[row];
    if (!party.id) continue;
    for (const auto* name : {&party.names.kk, &party.names.ru, &party.names.en, &party.person_name})
      add(HitKind::party, row, *name);
  }
}

void SearchIndex::add_issues(const SearchIndex* before) {
  const auto& issues = snapshot_->issues;
  const auto is_known = [&](std::size_t first) {
    if (before == nullptr) return false;
    const auto& known = before->snapshot_->issues;
    const auto end = std::min(first + chunk_rows, issues.size());
    if (std::min(first + chunk_rows, known.size()) != end) return false;
    for (std::size_t row = first; row < end; row += issues.block_rows)
      if (!issues.shares_block(known, row)) return false;
    return true;
  };
  for (std::size_t first = 0; first < issues.size(); first += chunk_rows)
    issues_.push_back(is_known(first) ? before->issues_[first / chunk_rows]
                                      : std::make_shared<const IssueKeys>(issue_keys(first)));
}

SearchIndex::IssueKeys SearchIndex::issue_keys(std::size_t first) const {
  const auto& issues = snapshot_->issues;
  IssueKeys keys;
  for (std::size_t row = first; row < std::min(first + chunk_rows, issues.size()); ++row) {
    if (const auto issue = issues[row]; issue.id) keys.text += latin_key(issue.reg_no) + ' ' + latin_key(issue.title);
    keys.ends.push_back(static_cast<std::uint32_t>(keys.text.size()));
  }
  keys.text.shrink_to_fit();
  return keys;
}

std::vector<SearchHit> SearchIndex::find(std::string_view text, Language language, std::size_t limit) const {
  const auto query = latin_key(trimmed(text));
  if (query.empty() || limit == 0) return {};
  auto hits = find_places(query, language);
  if (hits.size() > limit) hits.resize(limit);
  for (const Row row : find_issues(query, limit - hits.size()))
    hits.push_back(described(*snapshot_, HitKind::issue, row, language));
  return hits;
}

std::vector<SearchHit> SearchIndex::find_places(std::string_view query, Language language) const {
  std::map<std::pair<HitKind, Row>, std::pair<int, const Key*>> best;
  for (const Key& key : places_) {
    const int rank = rank_of(query, key.key);
    if (rank == no_match) continue;
    const auto [at, is_new] = best.try_emplace({key.kind, key.row}, rank, &key);
    if (!is_new && rank < at->second.first) at->second = {rank, &key};
  }
  const Collator collator;
  std::vector<std::pair<std::string, SearchHit>> sorted;
  for (const auto& [place, match] : best) {
    SearchHit hit = described(*snapshot_, place.first, place.second, language);
    hit.rank = match.first;
    if (!hit.title.starts_with(match.second->spelling)) hit.matched = match.second->spelling;
    auto key = collator.key(hit.title);
    sorted.emplace_back(std::move(key), std::move(hit));
  }
  std::ranges::sort(sorted, {}, [](const auto& entry) {
    return std::tuple{entry.second.rank, entry.second.kind, std::string_view{entry.first}, entry.second.row};
  });
  std::vector<SearchHit> hits;
  for (auto& [key, hit] : sorted) hits.push_back(std::move(hit));
  return hits;
}

std::vector<Row> SearchIndex::find_issues(std::string_view query, std::size_t limit) const {
  const auto wanted = words_of(query);
  const auto is_wanted = [&wanted](std::string_view key) {
    return !key.empty() &&
           std::ranges::all_of(wanted, [key](std::string_view word) { return begins_a_word(word, key); });
  };
  std::vector<Row> rows;
  for (std::size_t chunk = 0; chunk < issues_.size(); ++chunk)
    for (std::size_t row = 0; row < issues_[chunk]->ends.size(); ++row)
      if (is_wanted(issues_[chunk]->key(row))) rows.push_back(static_cast<Row>(chunk * chunk_rows + row));
  // Newest first; the number tells two of one day apart.
  const auto is_newer = [this](Row a, Row b) {
    const auto& issues = snapshot_->issues;
    const auto left = issues.core(a).registered_on, right = issues.core(b).registered_on;
    return left != right ? left > right : issues[a].reg_no > issues[b].reg_no;
  };
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(std::min(limit, rows.size()));
  std::ranges::partial_sort(rows, middle, is_newer);
  rows.erase(middle, rows.end());
  return rows;
}

int edit_distance(std::string_view a, std::string_view b, int most) {
  const int difference = static_cast<int>(a.size()) - static_cast<int>(b.size());
  if (std::abs(difference) > most) return most + 1;
  // Three rows of the usual table: swaps of neighbours look two rows back (optimal string alignment).
  std::vector<int> two_back(b.size() + 1), back(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(two_back, back), std::swap(back, row);
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_back[j - 2] + 1);
    }
    if (*std::ranges::min_element(row) > most) return most + 1;
  }
  return std::min(row.back(), most + 1);
}

}  // namespace riskmap
