// The list of every icon the fonts must hold.
#include "viewer/panels/icons.h"

#include <array>

namespace riskmap::ui {
namespace {

constexpr std::array icons{
    Icon::layers,        Icon::map,          Icon::place,         Icon::town,       Icon::village,
    Icon::home,          Icon::search,       Icon::filter,        Icon::tune,       Icon::settings,
    Icon::add,           Icon::remove,       Icon::zoom_fit,      Icon::locate,     Icon::edit,
    Icon::erase,         Icon::save,         Icon::download,      Icon::upload,     Icon::print,
    Icon::pdf,           Icon::table,        Icon::chart,         Icon::trend_up,   Icon::trend_down,
    Icon::trend_flat,    Icon::warning,      Icon::error,         Icon::info,       Icon::help,
    Icon::check,         Icon::check_circle, Icon::close,         Icon::undo,       Icon::redo,
    Icon::visible,       Icon::hidden,       Icon::light_theme,   Icon::dark_theme, Icon::translate,
    Icon::language,      Icon::person,       Icon::people,        Icon::calendar,   Icon::clock,
    Icon::history,       Icon::assignment,   Icon::fact_check,    Icon::vote,       Icon::akimat,
    Icon::hotspot,       Icon::symbols,      Icon::grid,          Icon::ruler,      Icon::area_ruler,
    Icon::chevron_right, Icon::chevron_left, Icon::chevron_down,  Icon::chevron_up, Icon::more,
    Icon::folder,        Icon::storage,      Icon::sync,          Icon::lock,       Icon::bell,
    Icon::keyboard,      Icon::flag,         Icon::attachment,    Icon::date,       Icon::arrow_up,
    Icon::arrow_down,    Icon::arrow_back,   Icon::arrow_forward, Icon::copy,       Icon::open_outside,
    Icon::star,          Icon::bookmark,     Icon::link,          Icon::refresh,    Icon::list,
    Icon::money,         Icon::route,        Icon::hexagon,       Icon::palette,    Icon::compare,
    Icon::play,          Icon::pause,        Icon::drag,          Icon::sort,       Icon::menu,
    Icon::radio_on,      Icon::radio_off,    Icon::new_mail,      Icon::water,      Icon::road,
    Icon::power,         Icon::school,       Icon::clinic,        Icon::waste,      Icon::work,
    Icon::mobile_link,   Icon::gas,          Icon::farming,       Icon::animals,    Icon::housing,
    Icon::transport,     Icon::safety,       Icon::irrigation,    Icon::land,       Icon::social,
    Icon::culture,       Icon::reception,    Icon::messenger,     Icon::phone,      Icon::mail,
    Icon::forum,         Icon::lock_open};

}  // namespace

std::span<const Icon> all_icons() {
  return icons;
}

}  // namespace riskmap::ui
