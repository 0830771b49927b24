// A message that somebody pasted, as a draft of an appeal: what it asks, where, and who wrote it. Nothing of a person
// stays in what it asks. Every field is a guess that a person confirms.
#pragma once
#include <string_view>

#include "layers/model/register_snapshot.h"
#include "layers/model/value.h"

namespace riskmap {

struct PastedMessage {
  Fields appeal;     // summary, channel; settlement and category where the words name one
  Fields applicant;  // full_name, phone, email, handle, link, iin
};

// Kazakh, Russian or both, in any spelling the fold knows; names of places also with their endings («Қасқасуда», «в
// Каскасу»). A place whose name several settlements share is taken only if the rural district is named too. Of a very
// long text only the beginning is read.
PastedMessage read_message(std::string_view text, const RegisterSnapshot& snapshot);

}  // namespace riskmap
