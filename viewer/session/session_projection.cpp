// The map's coordinate system: chosen by a person, remembered with the map. Shapes are projected anew on a worker while
// the old picture stands.
#include <cmath>
#include <utility>

#include "layers/geo/view_system.h"
#include "viewer/session/ground_scale.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"

namespace riskmap {

namespace {
// Either of the two layers, in the new system.
struct Projected {
  std::shared_ptr<const PlaceLayers> places;
  std::shared_ptr<const FileLayer> file;
  ContextLayers context;
};

Result<Projected> projected(const Document& document, const std::string& view) {
  Projected out;
  if (document.reg) {
    auto layers = place_layers(*document.reg->snapshot, document.reg->shapes, view);
    if (!layers) return std::unexpected{std::move(layers).error()};
    out.places = std::make_shared<const PlaceLayers>(std::move(*layers));
  } else {
    auto layer = file_layer(document.file->layer->features, view);
    if (!layer) return std::unexpected{std::move(layer).error()};
    out.file = std::make_shared<const FileLayer>(std::move(*layer));
  }
  const auto& crs = out.places ? out.places->view_crs : out.file->view_crs;
  if (document.context)
    for (const auto& loaded : *document.context) out.context.push_back(load_context(loaded.layer, crs));
  return out;
}

bool is_same(const Document& a, const Document& b) {
  const bool has_same_map = a.reg ? b.reg && a.reg->snapshot == b.reg->snapshot && a.reg->shapes == b.reg->shapes
                                  : b.file && a.file->layer == b.file->layer;
  return has_same_map && a.context == b.context;
}

// The same place in the middle at the same true scale; as it was where a system does not know the place.
Camera in_system(const Camera& camera, const std::string& old_crs, const std::string& new_crs) {
  const auto from = Projection::between("EPSG:4326", old_crs), to = Projection::between("EPSG:4326", new_crs);
  if (!from || !to) return camera;
  const auto middle = from->inverse(camera.centre);
  const auto centre = to->forward(middle);
  const double scale = camera.metres_per_pixel * units_per_metre(*to, middle) / units_per_metre(*from, middle);
  return std::isfinite(centre.x) && std::isfinite(scale) && scale > 0 ? Camera{centre, scale, camera.size} : camera;
}
}  // namespace

std::string Session::remembered_view(const std::filesystem::path& path) const {
  const auto known = settings_.view_systems.find(path.string());
  return known == settings_.view_systems.end() ? std::string{} : known->second;
}

void Session::Applier::operator()(const SetViewSystem& intent) const {
  if (session.document_.view_crs().empty() || session.view_.system == intent.system) return;
  session.project_anew(std::exchange(session.view_.system, intent.system));
}

void Session::say_what_is_off_map() {
  std::string said = document_.file ? off_map_text(*document_.file->layer) : std::string{};
  const auto context = document_.context ? *document_.context : ContextLayers{};
  for (const auto& layer : context)
    if (const auto text = off_map_text(layer); !text.empty()) said += (said.empty() ? "" : " ") + text;
  if (!said.empty()) tell(Toast::Kind::info, std::move(said));
}

void Session::remember_view() {
  const auto path = document_.path().string();
  if (view_.system == ViewSystem::fitting)
    settings_.view_systems.erase(path);
  else
    settings_.view_systems[path] = word_of(view_.system);
  save_settings();
}

void Session::project_anew(ViewSystem before) {
  auto& work = *work_;
  ++work.pending;
  work.pool.run([&work, document = document_, before, system = view_.system, serial = work.document_serial] {
    work.deliver([document, before, system, serial,
                  result = projected(document, std::string{word_of(system)})](Session& session) {
      --session.work_->pending;
      if (serial != session.work_->document_serial || session.view_.system != system) return;
      if (!result) {
        session.view_.system = before;
        return session.tell(result.error());
      }
      auto& now = session.document_;
      if (!is_same(document, now)) return session.project_anew(before);  // edited or dressed meanwhile
      session.land();
      const auto old_crs = now.view_crs();
      if (now.reg) now.reg->layers = result->places;
      if (now.file) now.file->layer = result->file;
      if (now.context) now.context = std::make_shared<const ContextLayers>(result->context);
      session.say_what_is_off_map();
      session.view_.camera = in_system(session.view_.camera, old_crs, now.view_crs());
      session.derived_.update(session.document_, session.view_, session.today_);
      session.set_projection();
      if (session.is_fitted_) session.fit_whole();
      session.remember_view();
    });
  });
}

}  // namespace riskmap
