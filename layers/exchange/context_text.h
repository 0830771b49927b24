// A context layer as one line of text, on the command line and in the settings: "roads.gpkg,by=class,width=2". A file,
// then what differs from the style it would have by itself. A comma within a word is written "\,".
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layers/exchange/context_layer.h"

namespace riskmap {

// layer=NAME  side=below|above  colour=#RRGGBB  by=COLUMN  labels=COLUMN  width=PX  radius=PX
// symbol=circle|square|diamond|triangle  opacity=0…1  scales=N-N (denominators; 0 = no limit)  shown=yes|no
// crs=EPSG:N of a file that names none  attribution=TEXT of a picture  hillshade=yes|no of heights
struct ContextText {
  std::filesystem::path path;
  std::string name;                                        // of the layer in its file
  std::string crs{};                                       // of a file that names none
  std::vector<std::pair<std::string, std::string>> words;  // all others
};
// err.usage: a value that does not fit its word.
Result<ContextText> parse_context(std::string_view text);
ContextStyle styled(ContextStyle style, const ContextText& text);
// Every word, so that it does not depend on what the style would be by itself.
std::string text_of(const ContextLayer& layer);

}  // namespace riskmap
