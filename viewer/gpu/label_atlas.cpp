// Labels cut from one atlas (declared in painters.h).
#include <epoxy/gl.h>

#include <algorithm>

#include "shaders/embedded.h"
#include "viewer/gpu/painters.h"

namespace riskmap::gpu {
namespace {

constexpr ImageSize atlas_size{2048, 2048};
constexpr int gap = 1;  // between images, so that no sample reaches its neighbour
constexpr VertexStream::Attribute attributes[] = {{0, 4}, {1, 2}, {2, 4}, {3, 4}};

std::vector<unsigned char> interleaved(const LabelImage& image) {
  std::vector<unsigned char> pairs(image.fill.size() * 2);
  for (std::size_t i = 0; i < image.fill.size(); ++i) {
    pairs[2 * i] = image.fill[i];
    pairs[2 * i + 1] = image.halo[i];
  }
  return pairs;
}

}  // namespace

Result<LabelAtlasPainter> LabelAtlasPainter::create() {
  auto program = Program::link("label", shader::label_vert, shader::label_frag);
  if (!program) return std::unexpected{std::move(program).error()};
  return LabelAtlasPainter{std::move(*program)};
}

LabelAtlasPainter::LabelAtlasPainter(Program program)
    : program_(std::move(program)),
      stream_(std::make_unique<VertexStream>(attributes, VertexStream::Advance::per_instance)) {}

void LabelAtlasPainter::start_anew() {
  slots_.clear();
  shelf_left_ = shelf_top_ = shelf_height_ = 0;
}

// Shelves: images of one or two lines have few different heights, so little is lost.
bool LabelAtlasPainter::place(const LabelImage& image, int& left, int& top) {
  if (image.size.width > atlas_size.width || image.size.height > atlas_size.height) return false;
  if (shelf_left_ + image.size.width > atlas_size.width) {
    shelf_top_ += shelf_height_ + gap;
    shelf_left_ = shelf_height_ = 0;
  }
  if (shelf_top_ + image.size.height > atlas_size.height) return false;
  left = shelf_left_, top = shelf_top_;
  shelf_left_ += image.size.width + gap;
  shelf_height_ = std::max(shelf_height_, image.size.height);
  return true;
}

const LabelAtlasPainter::Slot* LabelAtlasPainter::slot_of(const std::shared_ptr<const LabelImage>& image) {
  const auto found = slots_.find(image.get());
  // An address may have been given to another image since.
  if (found != slots_.end() && found->second.image.lock() == image) return &found->second;
  if (atlas_.is_empty()) atlas_ = Texture{atlas_size, TextureKind::coverage_pair};
  Slot slot{image, 0, 0};
  if (!place(*image, slot.left, slot.top)) return nullptr;
  atlas_.upload_part({slot.left, slot.top, slot.left + image->size.width, slot.top + image->size.height},
                     interleaved(*image));
  return &(slots_[image.get()] = slot);
}

void LabelAtlasPainter::paint(const Target& target, std::span<const LabelMark> marks) {
  if (marks.empty()) return;
  const bool fits = std::ranges::all_of(marks, [&](const LabelMark& mark) { return slot_of(mark.image) != nullptr; });
  if (!fits) start_anew();
  std::vector<float> values;
  values.reserve(marks.size() * 14);
  for (const LabelMark& mark : marks) {
    const Slot* slot = slot_of(mark.image);
    if (!slot) continue;  // more labels than an atlas holds: the first ones are the important ones
    for (const int value :
         {mark.left, mark.top, mark.image->size.width, mark.image->size.height, slot->left, slot->top})
      values.push_back(static_cast<float>(value));
    push_colour(values, mark.colours.text);
    push_colour(values, mark.colours.halo);
  }
  start_painting(target, program_);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, atlas_.id());
  program_.set("atlas", 0);
  stream_->fill(values);
  stream_->draw_quads();
}

}  // namespace riskmap::gpu
