// The viewer as the frame loop sees it: session, shell and map put together.
#pragma once
#include <memory>
#include <vector>

#include "viewer/app/application.h"
#include "viewer/app/map_overlay.h"
#include "viewer/app/map_view.h"
#include "viewer/panels/shell.h"
#include "viewer/session/session.h"

namespace riskmap {

class ViewerApplication final : public Application {
 public:
  // `wake` ends the frame loop's wait; called from workers.
  ViewerApplication(SessionOptions options, std::function<void()> wake);

  [[nodiscard]] Session& session() { return session_; }

  bool update() override;
  void build_ui(float width, float height) override;
  [[nodiscard]] ui::Rect map_place() const override { return shell_.layout().map; }
  void draw_map(gpu::MapCanvas& canvas, Motion motion) override;
  [[nodiscard]] ui::Look look() const override;
  [[nodiscard]] std::string title() const override;
  void drop(const std::vector<std::filesystem::path>& files) override;
  void ask_to_close() override { session_.apply(Quit{}); }
  [[nodiscard]] bool wants_to_close() const override { return session_.wants_quit(); }
  [[nodiscard]] bool is_idle() const override {
    return session_.is_idle() && !map_view_.is_refining() && !map_view_.is_drawing_context() && !overlay_.is_placing();
  }
  [[nodiscard]] std::optional<ScreenPoint> window_point_of(LonLat place) const override;

 private:
  // Kept only where something is drawn over the map that leaves them free.
  [[nodiscard]] std::vector<ui::Rect> names_on_map() const;

  Session session_;
  ui::Shell shell_;
  JobPool pool_;
  MapView map_view_;
  MapOverlay overlay_;
  std::uint64_t drawn_revision_ = 0;
  std::optional<MapLook> drawn_look_;
  bool has_new_names_ = false;  // since the last build_ui, and it wants them
  double pixel_scale_ = 1;      // window pixels per logical pixel, as of the last build_ui
};

}  // namespace riskmap
