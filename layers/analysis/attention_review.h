// What somebody noted about a line of the deputies' lists, facts and tested clusters alike.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/model/register_snapshot.h"

namespace riskmap {

struct AttentionReview {
  std::string uuid;             // of the hotspot_review record
  std::string subject, reason;  // the line it is about; reason and state as stored
  std::string state, note, reviewed_by;
  std::optional<Date> reviewed_on;
  Row assigned_to = no_row;  // a party
};

// All that the register keeps, newest first.
std::vector<AttentionReview> stored_reviews(const RegisterSnapshot& snapshot);

}  // namespace riskmap
