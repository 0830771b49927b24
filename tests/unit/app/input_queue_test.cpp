// Nothing that a person does between two frames is lost.
#include "viewer/app/input_queue.h"

#include <doctest/doctest.h>

#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap {
namespace {

using ui::Key;

// Runs frames until the queue is empty, as the frame loop does.
class Loop {
 public:
  Loop() : context_(std::move(ui::Context::create({.has_motion = false}).value())) {}
  InputQueue queue;

  template <typename Build>
  int run(const Build& build) {
    int frames = 0;
    do {
      context_->make_current();
      queue.apply();
      context_->frame(800, 600, 1.0 / 60, build);
      ++frames;
    } while (!queue.is_empty());
    return frames;
  }

 private:
  std::unique_ptr<ui::Context> context_;
};

}  // namespace

TEST_CASE("a chord tapped between two frames is seen once, with its modifiers") {
  Loop loop;
  int seen = 0;
  loop.run([] {});
  loop.queue.push(ModifiersChanged{true, false, false});
  loop.queue.push(KeyChanged{Key::k, true});
  loop.queue.push(KeyChanged{Key::k, false});
  loop.queue.push(ModifiersChanged{false, false, false});
  loop.run([&] { seen += ui::is_chord_pressed({.key = Key::k, .ctrl = true}); });
  CHECK(seen == 1);
  CHECK_FALSE(ui::is_key_down(Key::k));
}

TEST_CASE("forty taps in one go are forty taps") {
  Loop loop;
  int seen = 0;
  loop.run([] {});
  for (int i = 0; i < 40; ++i) {
    loop.queue.push(KeyChanged{Key::escape, true});
    loop.queue.push(KeyChanged{Key::escape, false});
  }
  loop.run([&] { seen += ui::is_chord_pressed({.key = Key::escape}); });
  CHECK(seen == 40);
}

TEST_CASE("a click lands where the pointer was when it was made") {
  Loop loop;
  int left = 0, right = 0;
  const auto build = [&] {
    if (ui::Panel panel{"a", {0, 0, 100, 100}}; panel) left += ui::item("left", 60, 60).is_pressed;
    if (ui::Panel panel{"b", {200, 0, 300, 100}}; panel) right += ui::item("right", 60, 60).is_pressed;
  };
  loop.run(build);
  loop.queue.push(PointerMoved{50, 50});
  loop.queue.push(ButtonChanged{0, true});
  loop.queue.push(ButtonChanged{0, false});
  loop.queue.push(PointerMoved{250, 50});
  loop.run(build);
  CHECK(left == 1);
  CHECK(right == 0);
}

TEST_CASE("letters of a word arrive in one frame and in order") {
  Loop loop;
  loop.run([] {});
  for (const char32_t c : std::u32string_view{U"әіңғүұқөһ"}) loop.queue.push(CharacterTyped{c});
  std::u32string typed;
  const int frames = loop.run([&] { typed += ui::take_typed_characters(); });
  CHECK(typed == U"әіңғүұқөһ");
  CHECK(frames == 1);
}

TEST_CASE("a hundred moves of the pointer are one") {
  InputQueue queue;
  for (int i = 0; i < 100; ++i) queue.push(PointerMoved{static_cast<float>(i), 0});
  CHECK(queue.size() == 1);
  queue.push(ButtonChanged{0, true});
  queue.push(PointerMoved{5, 5});
  CHECK(queue.size() == 3);
}

TEST_CASE("modifiers that did not change are not queued") {
  InputQueue queue;
  queue.push(ModifiersChanged{false, false, false});
  CHECK(queue.is_empty());
  queue.push(ModifiersChanged{true, false, false});
  queue.push(ModifiersChanged{true, false, false});
  CHECK(queue.size() == 1);
}

}  // namespace riskmap
