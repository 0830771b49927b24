// Sentences for the English words that say a reason: details of errors, remarks of files, flaws of registers.
#include "layers/text/messages.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Ids only: reason_message() translates them. What follows words that end with a blank stands in for {rest}.
struct Reason {
  std::string_view words;
  const char* id;
};
constexpr Reason reasons[] = {
    {"the public profile does not publish this field",
     "This field is not public. Leave it out of the filter, or use the internal profile (--profile internal)."},
    {"measures are exported with the internal profile only",
     "These records are not public. Use the internal profile (--profile internal)."},
    {"the file's ending names no format",
     "The ending of the file name tells no format. Use .geojson, .csv or .gpkg, or give --format."},
    {"the file's ending names another format",
     "The ending of the file name stands for another format. Leave out --format, or change the ending."},
    {"the picture's ending is .png, .svg or .pdf", "A picture's name ends with .png, .svg or .pdf."},
    {"a side of 320 to 8192 pixels", "Width and height are from 320 to 8192 pixels."},
    {"a picture has at least ", "A picture has at least {rest} pixels. Draw it larger."},
    {"a side has at most ", "A side of a picture has at most {rest} pixels. Draw it smaller."},
    {"millions of pixels at most: ",
     "A PNG has at most {rest} million pixels. Draw it smaller, or write .svg or .pdf instead."},
    {"WxH in pixels", "Write width and height in pixels, for example 1600x900."},
    {"W,S,E,N in degrees", "Write west, south, east and north in degrees, for example 69.3,41.9,70.9,42.9."},
    {"west < east and south < north",
     "West comes before east, from -180 to 180 degrees, and south before north, from -90 to 90."},
    {"no such coordinate system",
     "There is no such coordinate system. Write an EPSG code, for example EPSG:32642, EPSG:3857 or EPSG:4326."},
    {"no coordinate system of a map",
     "No map is drawn in it. Write a projected or geographic one, for example EPSG:32642, EPSG:3857, EPSG:4326."},
    {"the numbers lie outside the assumed coordinate system",
     "The file's numbers mean no place on the Earth in this system. Give the coordinate system it was made in."},
    {"the layer names no coordinate system",
     "The file names no coordinate system. Give --source-crs, for example EPSG:4326, or open it in the window."},
    {"a register has no layers to choose from", "A register is drawn as a whole. Leave this out, or use --level."},
    {"only of a register", "Only a register can be drawn so. Leave this out for a plain file."},
    {"a plain file has no levels", "Only a register has levels. Leave this out for a plain file."},
    {"only of a plain file", "This is for plain files. A register knows its own; leave this out."},
    {"a folder is no script", "This is a folder. Give a file with the steps, one a line."},
    {"a script is a plain file", "This is no plain file. Give a file with the steps, one a line."},
    {"nothing would end it", "Without a window nobody can end the program. Give --script or --list-widgets with it."},
    {"a quotation mark is not closed", "This quotation mark is not closed."},
    {"not a step of a script", "This is no step. Steps are for example: click NAME, key Ctrl+K, wait idle, shot FILE."},
    {"a register takes no boundaries from itself",
     "This is the register itself. Give the file from which it is to take boundaries."},
    {"a register knows the layers and the system of its boundaries",
     "A register knows where its boundaries are and in which system. Leave this out."},
    {"no place lies inside the clip outline",
     "None of the settlements lies inside the outline. Check that it is the right file and its coordinate system."},
    {"the scheme makes its own number of classes", "This scheme makes its own number of classes. Leave -k out."},
    {"ways to solve have their own colours", "The map of ways to solve has its own colours. Leave this out."},
    {"symbols have no classes", "Symbols show amounts by their size, not by classes. Leave this out."},
    {"only with a field to colour by", "Nothing is coloured by classes here. Give --colour-by, or leave this out."},
    {"no rows with an area", "Problems and measures are points. Choose auto, point or none."},
    {"unknown palette", "There is no such palette. Use for example YlOrRd, PuBu, viridis or RdBu."},
    {"a context layer is FILE,WORD=VALUE…",
     "Write a file and then its style, for example roads.gpkg,by=class,width=2,side=below,colour=#B15928."},
    {"no such column of texts", "The file has no such column of texts. `riskmap info` lists its fields."},
    {"tiles are no map for layers", "Nothing can lie beside tiles. Draw the map with --geometry areas or points."},
    {"a picture lies under a map",
     "This is a picture of the ground. Open a register or a map first, then bring it again."},
    {"a picture without a world file",
     "The picture does not say where it lies. Put its world file beside it, or take a GeoTIFF."},
    {"no map tiles in the folder", "The folder has no map tiles. They are named ZOOM/COLUMN/ROW.png or .jpg."},
    {"no capabilities of WMTS",
     "No map tiles are offered here. Give the address of a WMTS, or of tiles: https://host/{z}/{x}/{y}.png."},
    {"no WMTS layer in web Mercator",
     "None of the server's maps has tiles in Web Mercator (EPSG:3857) as PNG or JPEG. Other tiles cannot be drawn."},
    {"which map of the server: ", "The server has several maps. Name one with layer=NAME: {rest}"},
    {"no address of map tiles", "This is no address of map tiles. Write it like https://host/{z}/{x}/{y}.png."},
    {"HTTP ", "The server refuses or has a fault of its own: HTTP {rest}."},
    {"no map tile came", "What came from the address is no map tile. Check the address."},
    {"a picture without tiles",
     "The picture is too large to be read as one piece. Turn it into a GeoTIFF with tiles and overviews first."},
    {"map tiles of features",
     "The tiles of this file hold shapes, not pictures. Take an MBTiles file of PNG or JPEG tiles."},
    {"a picture, not features",
     "This is a picture, not features. Add it as a layer to a map; on the command line, by --context."},
    {"give a file or --derive", "Give a file with boundaries, or --derive."},
    {"areas are needed to touch", "Only areas touch one another. For points or lines use knn:K or distance:KM."},
    {"queen, rook, knn:K, distance:KM or file:NAME",
     "Write queen, rook, knn:K (1 to 1000), distance:KM or file:NAME, for example knn:6 or distance:15."},
    {"a distance, 0 or more", "Write a distance as a number, 0 or more, for example 0.01."},
    {"only with queen or rook", "Only queen and rook need it. Leave this out."},
    {"neighbours are in .gal, .gwt or .csv", "Files of neighbours end with .gal, .gwt or .csv."},
    {"no row has this id", "The layer has no row of this id. Check that the file belongs to this layer."},
    {"a file of neighbours begins with the number of rows",
     "A file of neighbours begins with the number of rows: alone, or as “0 NUMBER LAYER FIELD”."},
    {"neighbours of another layer: it has another number of rows",
     "These are the neighbours of another layer: the number of rows is not the same."},
    {"an id, the number of its neighbours, and their ids",
     "Two lines a row: an id and the number of its neighbours, then their ids."},
    {"two ids and a distance in a line", "A line has two ids and a distance."},
    {"columns id and neighbours", "The table needs the columns id and neighbours."},
    {"more links than fit into memory",
     "There would be more than 50 million links. Ask for fewer neighbours, or a shorter distance."},
    {"no such indicator", "There is no such indicator. Use for example open, overdue or per_1000."},
    {"no such numeric field", "The file has no such field of numbers. `riskmap info` lists its fields."},
    {"a parenthesis too many", "Nothing opens this parenthesis. Remove it."},
    {"'and' or 'or' expected", "Two conditions are joined by “and” or “or”."},
    {"a condition is missing", "A condition is missing here."},
    {"a field, a flag or a parenthesis expected",
     "A condition begins with a field, a word like “open”, or a parenthesis."},
    {"this parenthesis is not closed", "This parenthesis is not closed."},
    {"')' expected", "A closing parenthesis is missing here."},
    {"this quote is not closed", "This quotation mark is not closed."},
    {"one of = != < <= > >= ~ expected", "There is no such word. After a field comes one of = != < <= > >= ~."},
    {"a value is missing", "A value is missing here."},
    {"nested too deeply", "The parentheses are nested too deeply."},
    {"only none can be asked of this field", "Only “none” can be asked of this field."},
    {"this operator does not fit the field", "This comparison does not fit the field."},
    {"measure(…) and appeal(…) do not stand inside one another",
     "measure(…) and appeal(…) do not stand inside one another."},
    // lines of the edit command
    {"a line longer than ", "The line is longer than {rest}. Divide it."},
    {"nested deeper than ", "The objects and arrays of the line are nested deeper than {rest} levels."},
    {"a line is an object", "A line is one JSON object, for example {\"op\":\"undo\"}."},
    {"the same name twice", "This name stands twice in one object. Write it once."},
    {"a new record has no version", "A new record has no version yet: leave this out."},
    {"delete takes no fields", "A record is deleted as a whole: leave the fields out."},
    {"op is add, set, delete, undo or redo", "There is no such operation. Write add, set, delete, undo or redo."},
    {"unknown kind of record",
     "There is no such kind of record. Write for example issue, measure, settlement, party, appeal or document."},
    {"id is a uuid in lower case",
     "This is no id. An id is a UUID in small letters, as `riskmap edit` answered it when the record was added."},
    {"id is required", "The id is missing. Give the id of the record that is to be changed."},
    {"no such member", "There is no such member. A line has op, what, id, version and fields."},
    {"undo and redo take no fields", "Undo and redo stand alone: leave this out."},
    {"fields is an object", "Fields are an object, for example {\"title\": \"…\"}."},
    {"a field holds a number, a text, true, false or null", "A field holds a number, a text, true, false or null."},
    {"version is a whole number", "The version is a whole number, as `riskmap edit` answered it."},
    {"a number where a text belongs", "This field holds a text. Write it between quotation marks."},
    {"true or false where none belongs", "This field holds no true or false."},
    {"the view is not JSON", "This text is not valid JSON."},
    // rules
    {"no such issue", "The problem is no longer in the register. Somebody may have deleted it."},
    {"the problem has duplicates of its own",
     "Other problems are duplicates of this one, so it cannot become a duplicate. Point them elsewhere first."},
    {"hidden control characters", "The text holds hidden control characters. Type it anew."},
    {"every point of the line is the same", "All points of the line are the same. Draw a line or a point."},
    {"minutes from UTC between -840 and 840", "Write the minutes from UTC as a whole number, from -840 to 840."},
    {"a number once given stays", "A registered problem keeps its number. Write another one or leave it as it is."},
    {"only a closed problem has such a day",
     "Only a closed problem has the day of closing. Close the problem instead."},
    {"only a solved problem has such a day", "Only a solved problem has this day. Change its status instead."},
    // files that cannot be read, places that cannot be written
    {"the file is empty", "The file is empty. Take a fresh copy of it."},
    {"a folder, not a file", "This is a folder. Name a file in it."},
    {"the name is a link that leads back to itself",
     "This name is a link that leads only back to itself. Name the file itself."},
    {"a folder has this name", "A folder has this name. Choose another name."},
    {"no home folder", "The program finds no home folder to keep the sample in. Set HOME, or name a register."},
    {"the file was moved, deleted or replaced while it was open",
     "The open register was moved, deleted or replaced. Nothing was written. Put it back, or open it again."},
    {"a register is no stream", "A register is not written to standard output. Name a file."},
    {"no header row", "The table is empty. Its first line names the columns."},
    {"more cells than the header has columns", "A row has more cells than there are columns. Check the separators."},
    {"no settlement", "The table has no rows. A register is made from one settlement at least."},
    {"named otherwise here: ", "The file is there as {rest}. Name it exactly as it is written before the colon."},
    {"no such folder", "There is no such folder. Make it first, or choose another one."},
    {"no right to write here", "There is no right to write here. Choose another place, or ask for the right."},
    {"there is a file of this name already", "There is a file of this name already. Choose another name."},
    {"a register is no backup of itself", "A register cannot be a backup of itself. Choose another name."},
    {"a backup does not replace another file",
     "There is a file of this name already, and it is no backup of this register. Choose another name."},
    {"a backup does not replace another register",
     "This name belongs to another register, which a backup never replaces. Choose another name."},
    {"a backup does not replace later edits",
     "The file of this name holds edits that the register lacks. A backup does not replace it; choose another name."},
    {"somebody has the file open", "Another program has this file open. Close it there, or choose another name."},
    {"nothing replaces a register", "This file is a register, which nothing replaces. Choose another name."},
    {"an export does not replace a register",
     "This file is a register, which an export never replaces. Choose another name."},
    {"the picture would replace the file it shows",
     "The picture would replace the file it is drawn from. Choose another name."},
    // layers/geo/refusal_reasons.h
    {"null geometry", "The row has no shape. It is not drawn."},
    {"empty geometry", "The shape is empty. It is not drawn."},
    {"geometry cannot be read", "The shape cannot be read. It is not drawn."},
    {"coordinates not finite", "A coordinate is not a number. The shape is not drawn; correct it in the source."},
    {"geometry of another kind", "The shape is of another kind than the layer. It is not drawn."},
    {"too few different vertices", "The shape has too few different vertices. It is not drawn."},
    {"too many vertices in the layer",
     "The layer has more vertices than fit. The shape is not drawn; divide the layer."},
    {"pieces of another kind left out", "Pieces of another kind were left out of the shape."},
    {"rings with too few vertices left out", "Rings with too few vertices were left out of the shape."},
    {"ring not closed", "A ring is not closed. Close it in the source."},
    {"ring without area", "A ring encloses no area. Correct the shape in the source."},
    {"ring crosses itself", "A ring crosses itself. Correct the shape in the source."},
    {"hole outside its polygon", "A hole lies outside its polygon. Correct the shape in the source."},
    {"ring touches itself: ", "A ring touches itself: {rest}. Correct the shape in the source."},
    {"outlines cross: ", "Outlines cross each other or themselves: {rest}. Correct the shape in the source."},
    {"hole outside its polygon: ", "A hole lies outside its polygon: {rest}. Correct the shape in the source."},
    {"hole inside a hole: ", "A hole lies inside another hole: {rest}. Correct the shape in the source."},
    {"holes cut the polygon in two: ", "Holes cut the polygon in two: {rest}. Correct the shape in the source."},
    {"part inside a part: ", "A part lies inside another part: {rest}. Correct the shape in the source."},
    {"ring stands twice: ", "The same ring stands there twice: {rest}. Correct the shape in the source."},
    {"shape is not valid: ", "The shape is not valid: {rest}. Correct it in the source."},
    {"invalid UTF-8 in ", "Field «{rest}»: some bytes are no text. Save the file anew as UTF-8."},
    {"text cut inside a character in ", "Field «{rest}»: a text is cut inside a letter. Make the field longer."},
    {"partial read: ", "Only a part could be read: {rest}. Take a fresh copy of the file."},
    {"text re-encoded from ", "The texts were converted from the encoding {rest}. Check a few names."},
    {"declared encoding is wrong: ", "The texts are not in the encoding {rest} that the file declares."},
    {"double-encoded text, repair offered in ", "Field «{rest}»: the texts were encoded twice. Save the file anew."},
    {"binary field left out: ", "Field «{rest}» holds bytes, not text. It was left out."},
    {"text over 1 MiB cut in ", "Field «{rest}»: a text longer than 1 MiB was cut."},
    {"no coordinate system named", "The file names no coordinate system. Say which one it is."},
    {"coordinate system not known: ",
     "The file names the coordinate system «{rest}», which is not known here. Say which one it is."},
    {"the same id twice: ", "The id {rest} stands at an earlier row too. Give every row its own."},
    {"crosses the 180th meridian",
     "The shape crosses the 180th meridian and is drawn across the whole map. Divide it there in the source."},
    {"coordinates outside the range of degrees",
     "The coordinates are no degrees. Say which coordinate system they are in."},
    {"latitude and longitude look swapped", "Latitude and longitude look swapped. Check their order in the source."},
    {"no attribute table beside the shapes",
     "The table of attributes (.dbf) beside the shapes is missing. Put it there."},
    {"shape index was missing and has been rebuilt",
     "The index (.shx) is missing. One was made for reading; the file is as it was."},
    {"read from a copy: the file was not closed properly",
     "The file was not closed properly. A copy was read; the file is as it was."},
    {"further refusals not listed: ", "Further remarks that are not listed: {rest}."},
    // layers/store: what a register says of itself
    {"damaged: ", "The register is damaged: {rest}. Take a sound backup."},
    {"missing: table ", "The register is damaged: its table {rest} is missing. Take a sound backup."},
    {"value against the rules: ", "A value breaks the rules of the register: {rest}. Correct it."},
    {"bytes that are no text: ", "Some bytes are no text: {rest}. Write the text anew."},
    {"shape that cannot be read: ", "A shape cannot be read: {rest}. Mark the place anew."},
    {"link to nowhere: ", "A record points to one that is not there: {rest}. Undo the last change, or take a backup."},
    {"spatial index: ", "The spatial index does not fit the shapes: {rest}. Take a sound backup."},
    {"the file is in WAL mode: another program has it open", "Another program has the file open."},
    {"an unfinished edit was rolled back", "An edit was not finished last time and has been taken back."},
    {"opened for reading", "This command only reads the file."},
    {"the file is not writable",
     "The file may not be written. Ask for the right, or work on a copy. Nothing was changed."},
    {"missing: trigger ",
     "The file has lost the trigger {rest}: edits would leave no history. It opens for reading only."},
    {"the file or its folder is not writable: ",
     "The file or its folder may not be written. Ask for the right, or work on a copy. Nothing was changed."},
    {"the file cannot be opened for writing: ",
     "The file cannot be opened for writing. Ask for the right, or work on a copy. Nothing was changed."},
    {"newer minor schema ", "The file is of a newer version ({rest}) and opens for reading only. Update the program."},
    {"not made by this program: ", "Another program has added {rest} to the file, so it opens for reading only."}};

// What GDAL says of a file, by words of it; the last fits everything.
constexpr std::string_view readers_words = "reader: ";
constexpr Reason readers_sentences[] = {
    {"fread()", "The file is cut short: a shape that its index names is not there. Take a fresh copy of it."},
    {"losed ring", "A ring is not closed. Close it in the source."},
    {"converted correctly", "Some letters of a text could not be converted. Save the file anew as UTF-8."},
    {"", "The file could be read with difficulties only. Check it in the program that made it."}};

// A sentence of ours, then GDAL's own in brackets for whoever mends the file.
std::string readers_message(std::string_view said) {
  for (const auto& [words, id] : readers_sentences)
    if (said.find(words) != std::string_view::npos) return tr(id) + " (GDAL: " + std::string{said} + ")";
  return {};
}

// "12 of 16 features" of a partial read, "3 entries for 4 shapes": numbers need no language.
std::string rest_of(std::string_view reason, std::string_view words) {
  std::string rest{reason.substr(words.size())};
  if (words != "partial read: ") return rest;
  const auto of = rest.find(" of ");
  return of == std::string::npos ? rest
                                 : rest.substr(0, of) + " / " + rest.substr(of + 4, rest.find(' ', of + 4) - of - 4);
}
}  // namespace

std::string reason_message(std::string_view reason) {
  if (reason.starts_with(readers_words)) return readers_message(reason.substr(readers_words.size()));
  for (const auto& [words, id] : reasons) {
    if (!words.ends_with(' ') && reason == words) return tr(id);
    if (words.ends_with(' ') && reason.starts_with(words)) return fill(tr(id), {{"rest", rest_of(reason, words)}});
  }
  return {};
}

std::string reason_or_words(std::string_view reason) {
  auto sentence = reason_message(reason);
  return sentence.empty() ? std::string{reason} : sentence;
}

}  // namespace riskmap
