#include "layers/analysis/link_edits.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "layers/core/text.h"

namespace riskmap {

namespace {
std::string_view name_of(LinkChange change) {
  return change == LinkChange::added ? "added" : "taken";
}

std::optional<LinkChange> link_change_named(std::string_view name) {
  for (const auto change : {LinkChange::added, LinkChange::taken})
    if (name_of(change) == name) return change;
  return std::nullopt;
}

bool has_link(const Neighbours& neighbours, const Link& link) {
  return std::ranges::binary_search(neighbours.of(link.from), link.to);
}

Link back(const Link& link) {
  return {link.to, link.from};
}

// The pairs of the edits as rows, lesser first; those that name a row there is not go to `gone`.
std::vector<std::pair<Link, LinkChange>> rows_of(const LinkEdits& edits, const std::vector<std::string>& ids,
                                                 LinkEdits& gone) {
  std::map<std::string_view, std::uint32_t> row_of;
  for (std::uint32_t row = 0; row < ids.size(); ++row) row_of.emplace(ids[row], row);
  std::vector<std::pair<Link, LinkChange>> pairs;
  for (const auto& edit : edits) {
    const auto one = row_of.find(edit.one), other = row_of.find(edit.other);
    if (one == row_of.end() || other == row_of.end() || one == other) {
      gone.push_back(edit);
      continue;
    }
    const auto [from, to] = std::minmax(one->second, other->second);
    pairs.push_back({{from, to}, edit.change});
  }
  return pairs;
}
}  // namespace

LinkEdit link_edit(AreaLevel level, std::string place, std::string other, LinkChange change) {
  if (other < place) std::swap(place, other);
  return {level, std::move(place), std::move(other), change};
}

void put(LinkEdits& edits, LinkEdit edit) {
  erase(edits, edit);
  edits.push_back(std::move(edit));
}

void erase(LinkEdits& edits, const LinkEdit& edit) {
  std::erase_if(edits, [&edit](const LinkEdit& known) { return known.is_about(edit); });
}

LinkEdits edits_of(const LinkEdits& edits, AreaLevel level) {
  LinkEdits found;
  std::ranges::copy_if(edits, std::back_inserter(found), [level](const LinkEdit& edit) { return edit.level == level; });
  return found;
}

std::string text_of(const LinkEdit& edit) {
  return std::string{name_of(edit.change)} + ' ' + std::string{code_of(edit.level)} + ' ' + edit.one + ' ' + edit.other;
}

std::optional<LinkEdit> link_edit_from(std::string_view text) {
  const auto words = split(text, ' ');
  if (words.size() != 4 || words[2].empty() || words[3].empty() || words[2] == words[3]) return std::nullopt;
  const auto change = link_change_named(words[0]);
  const auto level = area_level_of(words[1]);
  if (!change || !level) return std::nullopt;
  return link_edit(*level, words[2], words[3], *change);
}

EditedLinks with_edits(const Neighbours& found, const std::vector<std::string>& ids, const LinkEdits& edits) {
  EditedLinks edited;
  const auto pairs = rows_of(edits, ids, edited.gone);
  std::vector<Link> kept, more, less;
  for (const auto& [link, change] : pairs) {
    const bool has_there = has_link(found, link), has_back = has_link(found, back(link));
    const bool is_added = change == LinkChange::added;
    if (is_added ? has_there && has_back : !has_there && !has_back) continue;
    (is_added ? edited.added : edited.taken).push_back(link);
    for (const auto& way : {link, back(link)}) (is_added ? more : less).push_back(way);
  }
  std::ranges::sort(edited.added), std::ranges::sort(edited.taken), std::ranges::sort(less);
  for (std::uint32_t row = 0; row < found.size(); ++row)
    for (const auto other : found.of(row))
      if (!std::ranges::binary_search(less, Link{row, other})) kept.push_back({row, other});
  kept.insert(kept.end(), more.begin(), more.end());
  edited.neighbours = neighbours_from(found.size(), std::move(kept));
  return edited;
}

bool are_linked(const Neighbours& neighbours, std::uint32_t row, std::uint32_t other) {
  return has_link(neighbours, {row, other}) || has_link(neighbours, {other, row});
}

LinkEdits with_link_turned(LinkEdits edits, const LinkEdit& pair, bool are_linked_by_rule, bool are_linked_now) {
  erase(edits, pair);
  if (are_linked_by_rule != are_linked_now) return edits;
  auto edit = pair;
  edit.change = are_linked_now ? LinkChange::taken : LinkChange::added;
  edits.push_back(std::move(edit));
  return edits;
}

}  // namespace riskmap
