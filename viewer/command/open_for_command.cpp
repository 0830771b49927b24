// Opening for headless commands.
#include "viewer/command/open_for_command.h"

#include <fmt/format.h>

#include "layers/geo/gdal_environment.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/command/output.h"
#include "viewer/session/load_report.h"
#include "viewer/session/office_day.h"

namespace riskmap {

Result<OpenedRegister> open_for_command(const std::string& file, OpenMode mode, const CommandContext& context) {
  if (const auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  auto store = open_register(file, mode);
  if (!store) return std::unexpected{std::move(store).error()};
  auto snapshot = (*store)->load();
  if (!snapshot) return std::unexpected{std::move(snapshot).error()};
  const auto today = office_day(**snapshot, context.today);
  return OpenedRegister{std::move(*store), std::move(*snapshot), today};
}

namespace {
std::string names_of_drawable_layers(const VectorDataset& dataset, const std::string& without = {}) {
  std::string names;
  for (const auto& layer : dataset.layers())
    if (layer.kind != GeometryKind::none && layer.feature_count > 0 && layer.name != without)
      names += (names.empty() ? "" : ", ") + layer.name;
  return names;
}
}  // namespace

Result<FeatureTable> read_for_command(const std::string& file, const OpenOptions& options) {
  const auto dataset = VectorDataset::open(file, options);
  if (!dataset) return std::unexpected{dataset.error()};
  auto features = dataset->read(options);
  if (!features) return features;
  if (const auto loss = loss_text(*features); !loss.empty()) print_message(fmt::format("{}: {}", file, loss));
  if (const auto others = names_of_drawable_layers(*dataset, features->layer_name);
      options.layer.empty() && !others.empty())
    print_message(fill(tr("{file}: the layer {layer} was read. There are others: {others}. Choose with --layer."),
                       {{"file", file}, {"layer", features->layer_name}, {"others", others}}));
  return features;
}

ExitStatus refuse_file(const Error& error, const std::string& file) {
  const auto said = in_file(error, file);
  const bool is_about_layer = error.code == ErrorCode::no_layer || error.code == ErrorCode::no_geometry;
  const auto dataset = is_about_layer ? VectorDataset::open(file) : Result<VectorDataset>{std::unexpected{error}};
  const auto layers = dataset ? names_of_drawable_layers(*dataset) : std::string{};
  if (layers.empty()) return refuse(said);
  print_message(error_message(said) + " " +
                fill(tr("Layers with shapes: {layers}. Choose with --layer."), {{"layers", layers}}));
  return status_of_error(error.code);
}

Result<void> none_given(std::initializer_list<GivenOption> options, const char* why) {
  for (const auto& option : options)
    if (!option.value.empty()) return fail(ErrorCode::usage, why, option.name, option.value);
  return {};
}

}  // namespace riskmap
