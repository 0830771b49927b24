// Sentences for errors.
#include "layers/text/messages.h"

#include <doctest/doctest.h>

#include "layers/text/translate.h"

using namespace riskmap;

TEST_CASE("what still points to a record that cannot be deleted is named in words") {
  set_language(Language::en);
  CHECK(error_message({ErrorCode::in_use, "in use by issue: 1, appeal: 2", "", "issue: 1, appeal: 2"}) ==
        "The record is in use by others and cannot be deleted. Problems: 1, Appeals: 2.");
  CHECK(error_message({ErrorCode::in_use, "in use by category: 3", "Entry of a list «Roads»", "category: 3"}) ==
        "Entry of a list «Roads»: The record is in use by others and cannot be deleted. Categories: 3.");
}

TEST_CASE("what somebody else did to a record meanwhile is told by the labels of its fields") {
  set_language(Language::en);
  CHECK(error_message({ErrorCode::conflict, "issue 0b7c is now version 3, not 2", "due_on, title", "Дана"}) ==
        "The record was changed meanwhile by Дана: Deadline, Summary. Look at it, then try again.");
  CHECK(error_message({ErrorCode::conflict, "issue 0b7c is now version 3, not 2", "title", ""}) ==
        "The record was changed meanwhile by somebody else: Summary. Look at it, then try again.");
  CHECK(error_message({ErrorCode::gone, "issue 0b7c was deleted", "", "Дана"}) ==
        "The record was deleted meanwhile by Дана. Nothing was changed.");
  CHECK(error_message({ErrorCode::conflict, "version 2 was read, it is 3 now", "", ""}) ==
        "The record was changed by somebody else meanwhile. Look at both versions.");
}
