// Links that a person has added to those found by a rule, or taken away: laid over whichever rule is chosen.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/analysis/weights.h"
#include "layers/model/records.h"

namespace riskmap {

enum class LinkChange { added, taken };

// Always both ways. The places by their uuids, the lesser first: rows come and go.
struct LinkEdit {
  AreaLevel level = AreaLevel::settlement;
  std::string one{}, other{};
  LinkChange change = LinkChange::added;
  [[nodiscard]] bool is_about(const LinkEdit& edit) const {
    return level == edit.level && one == edit.one && other == edit.other;
  }
  friend bool operator==(const LinkEdit&, const LinkEdit&) = default;
};
using LinkEdits = std::vector<LinkEdit>;

LinkEdit link_edit(AreaLevel level, std::string place, std::string other, LinkChange change);
// In place of what was said of the same two before; the last said comes last.
void put(LinkEdits& edits, LinkEdit edit);
void erase(LinkEdits& edits, const LinkEdit& edit);
LinkEdits edits_of(const LinkEdits& edits, AreaLevel level);

// "added settlement UUID UUID", as settings keep it. Back: nothing where it is not understood.
std::string text_of(const LinkEdit& edit);
std::optional<LinkEdit> link_edit_from(std::string_view text);

struct EditedLinks {
  Neighbours neighbours{};
  std::vector<Link> added{}, taken{};  // from < to: pairs that are otherwise than the rule has them
  LinkEdits gone{};                    // they name a place that there is no more, and change nothing
};
// `ids`: of the rows, as the edits name them.
EditedLinks with_edits(const Neighbours& found, const std::vector<std::string>& ids, const LinkEdits& edits);

// Whether at least one of two rows is the other's neighbour.
bool are_linked(const Neighbours& neighbours, std::uint32_t row, std::uint32_t other);

// The edits by which two places are linked that were not, or are no more; none where the rule says so itself.
LinkEdits with_link_turned(LinkEdits edits, const LinkEdit& pair, bool are_linked_by_rule, bool are_linked_now);

}  // namespace riskmap
