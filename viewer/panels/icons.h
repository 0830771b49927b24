// The icons by meaning: code points of Material Icons, all in the basic plane.
#pragma once
#include <cstdint>
#include <span>

namespace riskmap::ui {

enum class Icon : std::uint16_t {
  none = 0,
  layers = 0xE53B, map = 0xE55B, place = 0xE55F, town = 0xE7F1, village = 0xE58A, home = 0xEA09, search = 0xE8B6,
  filter = 0xEF4F, tune = 0xE429, settings = 0xE8B8, add = 0xE145, remove = 0xE15B, zoom_fit = 0xE56B,
  locate = 0xE55C, edit = 0xE3C9, erase = 0xE872, save = 0xE161, download = 0xE2C4, upload = 0xE2C6, print = 0xE8AD,
  pdf = 0xE415, table = 0xE265, chart = 0xE26B, trend_up = 0xE8E5, trend_down = 0xE8E3, trend_flat = 0xE8E4,
  warning = 0xE002, error = 0xE000, info = 0xE88E, help = 0xE8FD, check = 0xE5CA, check_circle = 0xE86C,
  close = 0xE5CD, undo = 0xE166, redo = 0xE15A, visible = 0xE8F4, hidden = 0xE8F5, light_theme = 0xE518,
  dark_theme = 0xE51C, translate = 0xE8E2, language = 0xE894, person = 0xE7FD, people = 0xF233, calendar = 0xE878,
  clock = 0xE8B5, history = 0xE889, assignment = 0xE862, fact_check = 0xF0C5, vote = 0xE175, akimat = 0xE84F,
  hotspot = 0xE80E, symbols = 0xE6DD, grid = 0xE3EC, ruler = 0xE41C, area_ruler = 0xEA49, chevron_right = 0xE5CC,
  chevron_left = 0xE5CB, chevron_down = 0xE5CF, chevron_up = 0xE5CE, more = 0xE5D4, folder = 0xE2C8,
  storage = 0xE1DB, sync = 0xE627, lock = 0xE897, bell = 0xE7F4, keyboard = 0xE312, flag = 0xE153, attachment = 0xE226,
  date = 0xE935, arrow_up = 0xE5D8, arrow_down = 0xE5DB, arrow_back = 0xE5C4, arrow_forward = 0xE5C8,
  copy = 0xE14D, open_outside = 0xE89E, star = 0xE838, link = 0xE157, refresh = 0xE5D5, list = 0xE896,
  money = 0xE263, route = 0xEACD, hexagon = 0xEB39, palette = 0xE40A, compare = 0xE915, play = 0xE037, pause = 0xE034,
  drag = 0xE945, sort = 0xE164, menu = 0xE5D2, radio_on = 0xE837, radio_off = 0xE836, new_mail = 0xE158,
  // categories of problems
  water = 0xE798, road = 0xEF3B, power = 0xEA0B, school = 0xE80C, clinic = 0xE548, waste = 0xE760, work = 0xE8F9,
  mobile_link = 0xE63E, gas = 0xEF55, farming = 0xEA79, animals = 0xE91D, housing = 0xE88A, transport = 0xE530,
  safety = 0xE9E0, irrigation = 0xE176, land = 0xE3F7, social = 0xEA70, culture = 0xEA65,
  // channels of appeals
  reception = 0xE7FD, messenger = 0xE0B7, phone = 0xE0CD, mail = 0xE158, forum = 0xE0BF
};

std::span<const Icon> all_icons();   // each once, for the fonts and for the test that the font has them

}  // namespace riskmap::ui
