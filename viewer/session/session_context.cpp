// Layers beside the theme: added, styled, moved, removed, and found again when their map is opened the next time.
#include <algorithm>
#include <array>
#include <string_view>

#include "layers/exchange/context_text.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/wmts.h"
#include "layers/text/translate.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"

namespace riskmap {

namespace {
ContextLayers copy_of(const Document& document) {
  return document.context ? *document.context : ContextLayers{};
}

// The layers of the settings; a line that is no longer understood is left out.
std::vector<ContextLayer> layers_from(const std::vector<std::string>& lines) {
  std::vector<ContextLayer> layers;
  for (const auto& line : lines)
    if (const auto text = parse_context(line)) layers.push_back({text->path, text->name, styled({}, *text), text->crs});
  return layers;
}

bool has_several_layers(const std::filesystem::path& path, const std::stop_token& stop) {
  if (is_server_of_maps(path)) {
    const auto offered = ask_for_tiles(path.string(), stop);
    return offered && offered->size() > 1;
  }
  // And may be long to look into.
  constexpr std::array<std::string_view, 4> of_one_layer = {".geojson", ".shp", ".fgb", ".csv"};
  if (std::ranges::find(of_one_layer, path.extension().string()) != of_one_layer.end()) return false;
  const auto dataset = VectorDataset::open(path);
  return dataset && drawable_layers(dataset->layers()).size() > 1;
}

// Each takes an equal share. What was stopped is a layer with that problem.
ContextLayers loaded_layers(const std::vector<ContextLayer>& layers, const std::string& crs, const LongWork& work) {
  ContextLayers loaded;
  const double share = 1 / static_cast<double>(layers.size());
  for (const auto& layer : layers) {
    const double begun = share * static_cast<double>(loaded.size());
    OpenOptions options;
    options.stop = work.stop;
    options.progress = work.stretch(begun, begun + share).progress;
    loaded.push_back(load_context(layer, crs, options));
  }
  return loaded;
}
}  // namespace

// The layers remembered for the map, and above them those named with it that are not among them.
void Session::show_context() {
  recall_overlays();
  recall_context();
  const auto known = settings_.context.find(document_.path().string());
  auto named = std::exchange(beside_, {});
  if (known != settings_.context.end())
    for (const auto& layer : layers_from(known->second)) std::erase(named, layer.path);
  std::vector<ContextLayer> asked;
  for (const auto& path : named) asked.push_back({path, {}, {}, {}});
  if (!asked.empty()) add_context(asked);
}

// One file of several layers is asked about, unless its layer was named.
void Session::add_context(const std::vector<ContextLayer>& asked) {
  if (const auto ready = set_up_gdal(); !ready) return tell(ready.error());
  auto& work = *work_;
  const auto job = begin_job(fill(tr("Opening {file}"), {{"file", short_name(asked.front().path)}}));
  work.pool.run([&work, asked, crs = document_.view_crs(), serial = work.document_serial, job] {
    const auto& first = asked.front();
    if (asked.size() == 1 && first.name.empty() && has_several_layers(first.path, job.work.stop))
      return work.deliver([serial, path = first.path, number = job.number](Session& session) {
        session.end_job(number);
        if (serial == session.work_->document_serial) session.open({path, FileUse::context}, {});
      });
    auto loaded = loaded_layers(asked, crs, job.work);
    work.deliver([serial, number = job.number, loaded = std::move(loaded)](Session& session) mutable {
      session.end_job(number);
      if (serial == session.work_->document_serial) session.take_context(std::move(loaded));
    });
  });
}

// The first named lies on top. What could not be read is said last, above what else there is to say.
void Session::take_context(ContextLayers loaded) {
  const auto lies_elsewhere = [this](const LoadedContext& one) {
    return one.content && one.content->view_crs != document_.view_crs();  // another projection was chosen meanwhile
  };
  if (std::ranges::any_of(loaded, lies_elsewhere)) {
    std::vector<ContextLayer> again;
    for (auto& one : loaded) again.push_back(std::move(one.layer));
    return add_context(std::move(again));
  }
  auto layers = copy_of(document_);
  std::optional<Error> problem;
  const auto before = layers.size();
  for (auto layer = loaded.rbegin(); layer != loaded.rend(); ++layer) {
    if (layer->problem) {
      problem = layer->problem;
      continue;
    }
    if (auto off_map = off_map_text(*layer); !off_map.empty()) tell(Toast::Kind::info, std::move(off_map));
    layer->layer.style = first_context_style(*layer, layers.size());
    const auto place = layers.begin() + static_cast<std::ptrdiff_t>(place_in(layers, *layer));
    layers.insert(place, std::move(*layer));
  }
  if (layers.size() > before) {
    show_layers(std::move(layers));
    remember_context();
    save_settings();
    if (!derived().scene.is_to_scale)
      tell(Toast::Kind::info, tr("Layers lie beside areas and symbols. Beside tiles they are not shown."));
  }
  if (problem) tell(*problem);
}

// In another order: a chosen feature is known by its layer's place.
void Session::show_layers(ContextLayers layers) {
  view_.feature.reset();
  document_.context = layers.empty() ? nullptr : std::make_shared<const ContextLayers>(std::move(layers));
}

void Session::recall_context() {
  const auto known = settings_.context.find(document_.path().string());
  if (known == settings_.context.end()) return;
  auto& work = *work_;
  auto layers = layers_from(known->second);
  if (layers.empty()) return;
  const auto job = begin_job(fill(tr("Opening {file}"), {{"file", short_name(layers.front().path)}}));
  work.pool.run([&work, layers = std::move(layers), crs = document_.view_crs(), serial = work.document_serial, job] {
    auto loaded = loaded_layers(layers, crs, job.work);
    work.deliver([serial, number = job.number, loaded = std::move(loaded)](Session& session) {
      session.end_job(number);
      if (serial != session.work_->document_serial) return;
      const auto lies_elsewhere = [crs = session.document_.view_crs()](const LoadedContext& one) {
        return one.content && one.content->view_crs != crs;
      };
      if (std::ranges::any_of(loaded, lies_elsewhere)) return session.recall_context();
      auto all = copy_of(session.document_);  // what was added meanwhile lies on top
      all.insert(all.end(), loaded.begin(), loaded.end());
      session.show_layers(std::move(all));
      session.remember_context();
    });
  });
}

void Session::remember_context() {
  const auto path = document_.path().string();
  std::vector<std::string> lines;
  for (const auto& loaded : copy_of(document_)) lines.push_back(text_of(loaded.layer));
  if (lines.empty())
    settings_.context.erase(path);
  else
    settings_.context[path] = std::move(lines);
}

void Session::Applier::operator()(const SetContextStyle& intent) const {
  auto layers = copy_of(session.document_);
  if (intent.index >= layers.size()) return;
  auto& style = layers[intent.index].layer.style;
  style = intent.style;
  style.width_px = std::clamp(style.width_px, thinnest_context_px, widest_context_px);
  style.radius_px = std::clamp(style.radius_px, smallest_context_px, largest_context_px);
  style.opacity = std::clamp(style.opacity, 0.0, 1.0);
  session.document_.context = std::make_shared<const ContextLayers>(std::move(layers));
  session.remember_context();
}

void Session::Applier::operator()(const MoveContext& intent) const {
  auto layers = copy_of(session.document_);
  if (intent.index >= layers.size() || intent.to >= layers.size()) return;
  auto moved = std::move(layers[intent.index]);
  layers.erase(layers.begin() + static_cast<std::ptrdiff_t>(intent.index));
  layers.insert(layers.begin() + static_cast<std::ptrdiff_t>(intent.to), std::move(moved));
  session.show_layers(std::move(layers));
  session.remember_context();
}

void Session::Applier::operator()(const RemoveContext& intent) const {
  auto layers = copy_of(session.document_);
  if (intent.index >= layers.size()) return;
  layers.erase(layers.begin() + static_cast<std::ptrdiff_t>(intent.index));
  session.show_layers(std::move(layers));
  session.remember_context();
  session.save_settings();
}

}  // namespace riskmap
