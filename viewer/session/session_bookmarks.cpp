// Views of the map that a person keeps by a name.
#include <utility>

#include "layers/core/text.h"
#include "layers/text/translate.h"
#include "viewer/session/ground_scale.h"
#include "viewer/session/session_apply.h"

namespace riskmap {

const std::vector<Bookmark>& Session::bookmarks() const {
  static const std::vector<Bookmark> none;
  const auto known = settings_.bookmarks.find(document_.path().string());
  return known == settings_.bookmarks.end() ? none : known->second;
}

std::optional<Bookmark> Session::bookmark_here(std::string name) const {
  const auto place = lonlat_at(free_middle());
  const double metres = metres_per_pixel() * view_.scale_percent / 100;
  if (!place || !(metres > 0)) return std::nullopt;
  return Bookmark{std::move(name), *place, metres};
}

void Session::keep_bookmarks(std::vector<Bookmark> bookmarks) {
  const auto path = document_.path().string();
  if (bookmarks.empty())
    settings_.bookmarks.erase(path);
  else
    settings_.bookmarks[path] = std::move(bookmarks);
  save_settings();
}

void Session::Applier::operator()(const AddBookmark& intent) const {
  auto bookmark = session.bookmark_here(std::string{trimmed(intent.name)});
  if (!bookmark || bookmark->name.empty()) return;
  auto bookmarks = session.bookmarks();
  if (bookmarks.size() >= most_bookmarks)
    return session.tell(Toast::Kind::info, tr("There are too many bookmarks. Remove one first."));
  bookmarks.push_back(std::move(*bookmark));
  session.keep_bookmarks(std::move(bookmarks));
}

void Session::Applier::operator()(const RenameBookmark& intent) const {
  auto bookmarks = session.bookmarks();
  std::string name{trimmed(intent.name)};
  if (intent.index >= bookmarks.size() || name.empty()) return;
  bookmarks[intent.index].name = std::move(name);
  session.keep_bookmarks(std::move(bookmarks));
}

void Session::Applier::operator()(const RemoveBookmark& intent) const {
  auto bookmarks = session.bookmarks();
  if (intent.index >= bookmarks.size()) return;
  bookmarks.erase(bookmarks.begin() + static_cast<std::ptrdiff_t>(intent.index));
  session.keep_bookmarks(std::move(bookmarks));
}

void Session::Applier::operator()(const GoToBookmark& intent) const {
  if (intent.index >= session.bookmarks().size() || !session.bring_ground()) return;
  session.set_projection();  // of the picture that has just come
  if (!session.projection_) return;
  const auto [name, place, metres] = session.bookmarks()[intent.index];
  const double of_pixel = metres * 100 / session.view_.scale_percent;
  session.apply(FlyTo{place, of_pixel * units_per_metre(*session.projection_, place)});
}

}  // namespace riskmap
