// ImGui's triangles through our own shader.
#include "viewer/app/ui_painter.h"

#include <epoxy/gl.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "shaders/embedded.h"

namespace riskmap {
namespace {

gpu::PixelRect intersection(const ImVec4& clip, const gpu::PixelRect& part) {
  return {std::max(static_cast<int>(std::floor(clip.x)), part.left),
          std::max(static_cast<int>(std::floor(clip.y)), part.top),
          std::min(static_cast<int>(std::ceil(clip.z)), part.right),
          std::min(static_cast<int>(std::ceil(clip.w)), part.bottom)};
}

bool is_touched(const ImDrawList& list, const gpu::PixelRect& part) {
  return std::ranges::any_of(list.CmdBuffer, [&](const ImDrawCmd& command) {
    return command.ElemCount > 0 && !intersection(command.ClipRect, part).is_empty();
  });
}

const void* offset(std::size_t bytes) {
  return reinterpret_cast<const void*>(bytes);
}  // what GL takes for one

void describe_vertices() {
  constexpr auto stride = static_cast<GLsizei>(sizeof(ImDrawVert));
  for (const unsigned location : {0U, 1U, 2U}) glEnableVertexAttribArray(location);
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, stride, offset(offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride, offset(offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride, offset(offsetof(ImDrawVert, col)));
}

void draw(const ImDrawList& list, const gpu::PixelRect& part) {
  static_assert(sizeof(ImDrawIdx) == 2);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(list.VtxBuffer.size_in_bytes()), list.VtxBuffer.Data,
               GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(list.IdxBuffer.size_in_bytes()), list.IdxBuffer.Data,
               GL_STREAM_DRAW);
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const gpu::PixelRect clip = intersection(command.ClipRect, part);
    if (command.ElemCount == 0 || clip.is_empty()) continue;
    glScissor(clip.left, clip.top, clip.width(), clip.height());
    glDrawElementsBaseVertex(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_SHORT,
                             offset(command.IdxOffset * sizeof(ImDrawIdx)), static_cast<GLint>(command.VtxOffset));
  }
}

}  // namespace

Result<UiPainter> UiPainter::create() {
  auto program = gpu::Program::link("ui", shader::ui_vert, shader::ui_frag);
  if (!program) return std::unexpected{std::move(program).error()};
  return UiPainter{std::move(*program)};
}

UiPainter::UiPainter(gpu::Program program) : program_(std::move(program)) {
  glGenTextures(1, &atlas_);
  glGenVertexArrays(1, &array_);
  glGenBuffers(1, &vertices_);
  glGenBuffers(1, &indices_);
  glBindVertexArray(array_);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
  describe_vertices();
}

UiPainter::~UiPainter() {
  if (atlas_ == 0) return;
  glDeleteTextures(1, &atlas_);
  glDeleteBuffers(1, &vertices_);
  glDeleteBuffers(1, &indices_);
  glDeleteVertexArrays(1, &array_);
}

UiPainter::UiPainter(UiPainter&& other) noexcept
    : program_(std::move(other.program_)),
      atlas_(std::exchange(other.atlas_, 0)),
      array_(std::exchange(other.array_, 0)),
      vertices_(std::exchange(other.vertices_, 0)),
      indices_(std::exchange(other.indices_, 0)) {}

void UiPainter::take_fonts() {
  ImFontAtlas& fonts = *ImGui::GetIO().Fonts;
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  fonts.GetTexDataAsAlpha8(&pixels, &width, &height);
  glBindTexture(GL_TEXTURE_2D, atlas_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  // Glyphs stand on whole pixels; only shapes with smooth lines are sampled between them.
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
  fonts.ClearTexData();  // GL has it now
}

void UiPainter::paint(const gpu::Framebuffer& target, const gpu::PixelRect& part, const ImDrawData& drawing) {
  target.clear_part(part, {0, 0, 0, 0});
  glEnable(GL_SCISSOR_TEST);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, atlas_);
  program_.use();
  program_.set("window", static_cast<float>(target.size().width), static_cast<float>(target.size().height));
  program_.set("atlas", 0);
  glBindVertexArray(array_);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  for (int i = 0; i < drawing.CmdListsCount; ++i)
    if (is_touched(*drawing.CmdLists[i], part)) draw(*drawing.CmdLists[i], part);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_BLEND);
}

}  // namespace riskmap
