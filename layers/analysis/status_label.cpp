#include "layers/analysis/status_label.h"

#include "layers/text/translate.h"

namespace riskmap {

std::string status_label(const RegisterSnapshot& snapshot, Status status) {
  const auto* entry = snapshot.find_code("status", code_of(status));
  const auto name = entry == nullptr ? std::string{} : entry->names.in(language());
  return name.empty() ? status_label(status) : name;
}

std::string status_label(Status status) {
  switch (status) {
    case Status::draft:
      return trc("status", "Draft");
    case Status::registered:
      return trc("status", "Registered");
    case Status::confirmed:
      return trc("status", "Confirmed");
    case Status::planned:
      return trc("status", "Planned");
    case Status::in_progress:
      return trc("status", "In progress");
    case Status::on_hold:
      return trc("status", "On hold");
    case Status::forwarded:
      return trc("status", "Forwarded");
    case Status::resolved:
      return trc("status", "Resolved");
    case Status::closed:
      return trc("status", "Closed");
    case Status::rejected:
      return trc("status", "Rejected");
    case Status::duplicate:
      return trc("status", "Duplicate");
  }
  return {};
}

}  // namespace riskmap
