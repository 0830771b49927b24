// Views of the map that a person keeps: one is named, all are listed, renamed and removed.
#pragma once
#include <string>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct BookmarkState {
  std::string name;
  bool is_fresh = true;  // the field, or the first of the list, takes the keyboard once
};
void fill_bookmark(BookmarkState& state, const Session& session);

// Names what the map shows, or the bookmark of Session::view().dialog_row anew.
Intents bookmark_dialog(const Session& session, BookmarkState& state);
// Enter goes there, F2 renames, Delete removes.
Intents bookmarks_dialog(const Session& session, BookmarkState& state);

}  // namespace riskmap::ui
