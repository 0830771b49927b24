// Links added and taken away by hand, over what a rule finds.
#include "layers/analysis/link_edits.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace riskmap {

namespace {
const std::vector<std::string> ids{"a", "b", "c", "d"};

LinkEdit added(const std::string& one, const std::string& other) {
  return link_edit(AreaLevel::settlement, one, other, LinkChange::added);
}
LinkEdit taken(const std::string& one, const std::string& other) {
  return link_edit(AreaLevel::settlement, one, other, LinkChange::taken);
}
// a and b count each other, c counts b, d stands alone.
Neighbours some_links() {
  return neighbours_from(4, {{0, 1}, {1, 0}, {2, 1}});
}
}  // namespace

TEST_CASE("an added link holds both ways, whatever the order in which its ends are named") {
  const auto edited = with_edits(some_links(), ids, {added("d", "a")});
  CHECK(edited.neighbours == neighbours_from(4, {{0, 1}, {1, 0}, {2, 1}, {0, 3}, {3, 0}}));
  CHECK(edited.added == std::vector<Link>{{0, 3}});
  CHECK(edited.taken.empty());
  CHECK(edited.gone.empty());
  CHECK(added("d", "a") == added("a", "d"));
}

TEST_CASE("a link taken away is gone both ways, also one that only one of the two counted") {
  const auto edited = with_edits(some_links(), ids, {taken("b", "c"), taken("a", "b")});
  CHECK(edited.neighbours == neighbours_from(4, {}));
  CHECK(edited.taken == std::vector<Link>{{0, 1}, {1, 2}});
}

TEST_CASE("a link that only one counted comes to be counted by both when it is added") {
  const auto edited = with_edits(some_links(), ids, {added("b", "c")});
  CHECK(edited.neighbours == neighbours_from(4, {{0, 1}, {1, 0}, {1, 2}, {2, 1}}));
  CHECK(edited.added == std::vector<Link>{{1, 2}});
}

TEST_CASE("an edit of what the rule says itself changes nothing and is not counted") {
  const auto edited = with_edits(some_links(), ids, {added("a", "b"), taken("a", "d")});
  CHECK(edited.neighbours == some_links());
  CHECK(edited.added.empty());
  CHECK(edited.taken.empty());
}

TEST_CASE("an edit that names a place that is gone is told and changes nothing") {
  const auto edit = added("a", "x");
  const auto edited = with_edits(some_links(), ids, {edit, taken("y", "z"), added("a", "a")});
  CHECK(edited.neighbours == some_links());
  CHECK(edited.gone == LinkEdits{edit, taken("y", "z"), added("a", "a")});
}

TEST_CASE("the rows may stand in another order: the same places are linked") {
  const std::vector<std::string> other_order{"d", "c", "b", "a"};
  const auto edited = with_edits(neighbours_from(4, {}), other_order, {added("a", "c")});
  CHECK(edited.neighbours == neighbours_from(4, {{3, 1}, {1, 3}}));
}

TEST_CASE("of the same two only what was said last counts") {
  LinkEdits edits;
  put(edits, added("a", "b"));
  put(edits, added("c", "d"));
  put(edits, taken("b", "a"));
  CHECK(edits == LinkEdits{added("c", "d"), taken("a", "b")});
  erase(edits, added("a", "b"));
  CHECK(edits == LinkEdits{added("c", "d")});
}

TEST_CASE("an edit is of one level") {
  const LinkEdits edits{added("a", "b"), link_edit(AreaLevel::rural_district, "a", "b", LinkChange::taken)};
  CHECK(edits_of(edits, AreaLevel::rural_district) == LinkEdits{edits[1]});
}

TEST_CASE("an edit comes back from its line; a line that is none does not") {
  for (const auto& edit : {added("b", "a"), link_edit(AreaLevel::rural_district, "x-1", "x-2", LinkChange::taken)})
    CHECK(link_edit_from(text_of(edit)) == edit);
  for (const auto* line : {"", "added", "added settlement a", "moved settlement a b", "added village a b",
                           "added settlement a a", "added settlement a b c", "added settlement  b"})
    CHECK_MESSAGE(!link_edit_from(line), line);
}

TEST_CASE("a link turned is no longer as it was, and turned twice links the same places again") {
  std::mt19937 random{7};
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<Link> links;
    for (std::uint32_t from = 0; from < 4; ++from)
      for (std::uint32_t to = 0; to < 4; ++to)
        if (from != to && random() % 3 == 0) links.push_back({from, to});
    const auto rule = neighbours_from(4, links);
    LinkEdits edits;
    for (const auto& edit : {added("a", "b"), taken("a", "c"), taken("c", "d")})
      if (random() % 2 == 0) put(edits, edit);
    const std::uint32_t one = random() % 4, other = (one + 1 + random() % 3) % 4;
    const auto turned = [&](const LinkEdits& from) {
      return with_link_turned(from, added(ids[one], ids[other]), are_linked(rule, one, other),
                              are_linked(with_edits(rule, ids, from).neighbours, one, other));
    };
    const auto before = with_edits(rule, ids, edits).neighbours, once = with_edits(rule, ids, turned(edits)).neighbours,
               twice = with_edits(rule, ids, turned(turned(edits))).neighbours;
    CAPTURE(trial);
    CHECK(are_linked(once, one, other) != are_linked(before, one, other));
    for (std::uint32_t a = 0; a < 4; ++a)
      for (std::uint32_t b = 0; b < 4; ++b) {
        CHECK(are_linked(twice, a, b) == are_linked(before, a, b));
        const bool is_turned = std::minmax(a, b) == std::minmax(one, other);
        if (!is_turned) CHECK(are_linked(once, a, b) == are_linked(before, a, b));
      }
    CHECK(std::ranges::count_if(turned(edits),
                                [&](const LinkEdit& edit) { return edit.is_about(added(ids[one], ids[other])); }) <= 1);
  }
}

}  // namespace riskmap
