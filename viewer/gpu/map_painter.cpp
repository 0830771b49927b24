// Queues per kind, flushed when the kind changes.
#include "viewer/gpu/map_painter.h"

#include <epoxy/gl.h>

#include <array>

#include "shaders/embedded.h"

namespace riskmap {

namespace {
constexpr int atlas_side = 2048;

void put(float (&out)[4], Colour colour) {
  out[0] = colour.r / 255.0F, out[1] = colour.g / 255.0F, out[2] = colour.b / 255.0F, out[3] = colour.a / 255.0F;
}

// Attributes of consecutive floats, all from one buffer.
void attributes(std::span<const int> sizes, int stride, unsigned divisor) {
  std::size_t offset = 0;
  for (unsigned i = 0; i < 4; ++i) {
    if (i >= sizes.size()) {
      glDisableVertexAttribArray(i);
      continue;
    }
    glEnableVertexAttribArray(i);
    glVertexAttribPointer(i, sizes[i], GL_FLOAT, GL_FALSE, stride, reinterpret_cast<const void*>(offset));
    glVertexAttribDivisor(i, divisor);
    offset += static_cast<std::size_t>(sizes[i]) * sizeof(float);
  }
}
}  // namespace

MapPainter::MapPainter(GlProgram place, GlProgram stroke, GlProgram disc, GlProgram label, GlProgram flat)
    : place_{std::move(place)}, stroke_{std::move(stroke)}, disc_{std::move(disc)}, label_{std::move(label)}, flat_{std::move(flat)},
      vertices_{make_vertex_array()}, buffer_{make_buffer()} {
  make_atlas();
}

Result<std::unique_ptr<MapPainter>> MapPainter::create() {
  auto place = GlProgram::link(shader::place_vert, shader::place_frag);
  auto stroke = GlProgram::link(shader::stroke_vert, shader::stroke_frag);
  auto disc = GlProgram::link(shader::disc_vert, shader::disc_frag);
  auto label = GlProgram::link(shader::label_vert, shader::label_frag);
  auto flat = GlProgram::link(shader::flat_vert, shader::flat_frag);
  for (const auto* program : {&place, &stroke, &disc, &label, &flat})
    if (!*program) return std::unexpected{program->error()};
  return std::unique_ptr<MapPainter>{
      new MapPainter{std::move(*place), std::move(*stroke), std::move(*disc), std::move(*label), std::move(*flat)}};
}

void MapPainter::make_atlas() {
  unsigned name = 0;
  glGenTextures(1, &name);
  atlas_ = GlTexture{name};
  glBindTexture(GL_TEXTURE_2D, name);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RG8, atlas_side, atlas_side, 0, GL_RG, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

void MapPainter::begin(ImageSize target) {
  target_ = target;
  glBindVertexArray(vertices_.name());
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_SCISSOR_TEST);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

void MapPainter::end() {
  flush();
  glBindVertexArray(0);
}

void MapPainter::set_target(const GlProgram& program) const {
  program.use();
  glUniform2f(program.uniform("target"), static_cast<float>(target_.width), static_cast<float>(target_.height));
}

void MapPainter::picture(const Picture& picture) {
  flush();
  set_target(place_);
  attributes({}, 0, 0);
  glUniform4f(place_.uniform("rectangle"), 0, 0, static_cast<float>(picture.size().width), static_cast<float>(picture.size().height));
  glUniform1f(place_.uniform("flip"), 0);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, picture.texture());
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

void MapPainter::stroke(std::span<const Polyline> lines, const StrokeInk& ink) {
  flush();
  const auto strip = stroke_strip(lines, ink.width);
  if (strip.empty()) return;
  set_target(stroke_);
  float colour[4];
  put(colour, ink.colour);
  glUniform4fv(stroke_.uniform("ink"), 1, colour);
  glUniform1f(stroke_.uniform("half_width"), static_cast<float>(ink.width / 2));
  glUniform2f(stroke_.uniform("dash"), static_cast<float>(ink.dash), static_cast<float>(ink.gap));
  upload(buffer_, std::as_bytes(std::span{strip}));
  attributes(std::array{2, 2}, sizeof(StrokeVertex), 0);
  glDrawArrays(GL_TRIANGLE_STRIP, 0, static_cast<GLsizei>(strip.size()));
}

void MapPainter::want(Queue queue) {
  if (queue_ != queue) flush();
  queue_ = queue;
}

void MapPainter::disc(ScreenPoint centre, double radius, Colour fill, Colour rim, double rim_width) {
  want(Queue::discs);
  Disc disc{static_cast<float>(centre.x), static_cast<float>(centre.y), static_cast<float>(radius), static_cast<float>(rim_width), {}, {}};
  put(disc.fill, fill);
  put(disc.rim, rim);
  discs_.push_back(disc);
}

void MapPainter::triangles(std::span<const ScreenPoint> corners, Colour ink) {
  want(Queue::corners);
  for (const auto& corner : corners) {
    Corner vertex{static_cast<float>(corner.x), static_cast<float>(corner.y), {}};
    put(vertex.ink, ink);
    corners_.push_back(vertex);
  }
}

MapPainter::Spot MapPainter::spot_of(const std::string& key, const TextImage& image) {
  if (const auto found = spots_.find(key); found != spots_.end()) return found->second;
  const int width = image.size.width + 1, height = image.size.height + 1;
  if (shelf_left_ + width > atlas_side) shelf_left_ = 0, shelf_top_ += std::exchange(shelf_height_, 0);
  if (shelf_top_ + height > atlas_side) {   // full: everything still queued is drawn, then the atlas begins anew
    flush();
    spots_.clear();
    shelf_left_ = shelf_top_ = shelf_height_ = 0;
  }
  std::vector<unsigned char> texels;
  for (std::size_t i = 0; i < image.fill.size(); ++i) {
    texels.push_back(image.fill[i]);
    texels.push_back(image.halo[i]);
  }
  glBindTexture(GL_TEXTURE_2D, atlas_.name());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, shelf_left_, shelf_top_, image.size.width, image.size.height, GL_RG, GL_UNSIGNED_BYTE, texels.data());
  const Spot spot{shelf_left_, shelf_top_};
  shelf_left_ += width;
  shelf_height_ = std::max(shelf_height_, height);
  spots_.emplace(key, spot);
  return spot;
}

void MapPainter::label(const std::string& key, const TextImage& image, ScreenPoint top_left, Colour text, Colour halo) {
  if (image.size.width <= 0 || image.size.height <= 0 || image.size.width > atlas_side || image.size.height > atlas_side) return;
  const auto spot = spot_of(key, image);
  want(Queue::letters);
  const auto width = static_cast<float>(image.size.width), height = static_cast<float>(image.size.height);
  Letter letter{{static_cast<float>(top_left.x), static_cast<float>(top_left.y), width, height},
                {static_cast<float>(spot.left), static_cast<float>(spot.top), width, height}, {}, {}};
  put(letter.text, text);
  put(letter.halo, halo);
  letters_.push_back(letter);
}

void MapPainter::flush() {
  const auto queue = std::exchange(queue_, Queue::none);
  if (queue == Queue::discs) {
    set_target(disc_);
    upload(buffer_, std::as_bytes(std::span{discs_}));
    attributes(std::array{4, 4, 4}, sizeof(Disc), 1);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(discs_.size()));
    discs_.clear();
  } else if (queue == Queue::corners) {
    set_target(flat_);
    upload(buffer_, std::as_bytes(std::span{corners_}));
    attributes(std::array{2, 4}, sizeof(Corner), 0);
    glDrawArrays(GL_TRIANGLES, 0, static_cast<GLsizei>(corners_.size()));
    corners_.clear();
  } else if (queue == Queue::letters) {
    set_target(label_);
    glUniform2f(label_.uniform("atlas"), atlas_side, atlas_side);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, atlas_.name());
    upload(buffer_, std::as_bytes(std::span{letters_}));
    attributes(std::array{4, 4, 4, 4}, sizeof(Letter), 1);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(letters_.size()));
    letters_.clear();
  }
}

}  // namespace riskmap
