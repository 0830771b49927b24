// Strokes and symbols: plain streams of floats into the shaders of the same names.
#include "viewer/gpu/painters.h"

#include <epoxy/gl.h>

#include "shaders/embedded.h"

namespace riskmap::gpu {
namespace {

float number(double value) {
  return static_cast<float>(value);
}

void set_look(const Program& program, const StrokeLook& look) {
  program.set("ink", look.colour);
  program.set("half_width", number(look.width_px / 2));
  program.set("softness", look.is_soft ? 1.0F : 0.0F);
  program.set("dash", number(look.dash_px), number(look.gap_px));
  program.set("shift", 0, 0);
}

constexpr VertexStream::Attribute stroke_attributes[] = {{0, 2}, {1, 2}};
constexpr VertexStream::Attribute symbol_attributes[] = {{0, 2}, {1, 4}, {2, 2}, {3, 4}, {4, 4}};

float shape_of(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::circle:
    case SymbolKind::ring:
      return 0;
    case SymbolKind::square:
      return 1;
    case SymbolKind::diamond:
      return 2;
    case SymbolKind::triangle:
      return 3;
  }
  return 0;
}

}  // namespace

void push_colour(std::vector<float>& values, Colour straight) {
  for (const unsigned char channel : {straight.r, straight.g, straight.b, straight.a})
    values.push_back(static_cast<float>(channel) / 255.0F);
}

void start_painting(const Target& target, const Program& program) {
  const bool is_window = target.framebuffer == 0;
  const PixelRect& place = target.place;
  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer);
  glViewport(place.left, is_window ? target.size.height - place.bottom : place.top, place.width(), place.height());
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  program.use();
  program.set("window", static_cast<float>(place.width()), static_cast<float>(place.height()));
  program.set("down", is_window ? -1.0F : 1.0F);
}

Result<StrokePainter> StrokePainter::create() {
  auto program = Program::link("stroke", shader::stroke_vert, shader::stroke_frag);
  if (!program) return std::unexpected{std::move(program).error()};
  return StrokePainter{std::move(*program)};
}

StrokePainter::StrokePainter(Program program)
    : program_(std::move(program)),
      stream_(std::make_unique<VertexStream>(stroke_attributes, VertexStream::Advance::per_vertex)) {}

void StrokePainter::paint(const Target& target, std::span<const StrokeVertex> strip, const StrokeLook& look) {
  if (strip.empty()) return;
  start_painting(target, program_);
  set_look(program_, look);
  static_assert(sizeof(StrokeVertex) == 4 * sizeof(float));
  stream_->fill({&strip.front().x, strip.size() * 4});
  stream_->draw_strip();
}

Result<SymbolPainter> SymbolPainter::create() {
  auto program = Program::link("symbol", shader::symbol_vert, shader::symbol_frag);
  if (!program) return std::unexpected{std::move(program).error()};
  return SymbolPainter{std::move(*program)};
}

SymbolPainter::SymbolPainter(Program program)
    : program_(std::move(program)),
      stream_(std::make_unique<VertexStream>(symbol_attributes, VertexStream::Advance::per_instance)) {}

void SymbolPainter::paint(const Target& target, std::span<const SymbolMark> marks) {
  if (marks.empty()) return;
  std::vector<float> values;
  values.reserve(marks.size() * 16);
  for (const SymbolMark& mark : marks) {
    values.insert(values.end(),
                  {number(mark.centre.x), number(mark.centre.y), number(mark.radius_px), number(mark.inner_radius_px),
                   number(mark.stroke_px), shape_of(mark.kind), number(mark.from_turn), number(mark.to_turn)});
    push_colour(values, mark.fill);
    push_colour(values, mark.stroke);
  }
  start_painting(target, program_);
  stream_->fill(values);
  stream_->draw_quads();
}

}  // namespace riskmap::gpu
