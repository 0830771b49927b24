// The sample's places: made-up population and passport figures, the parties of every rural district, schematic shapes.
#pragma once
#include "layers/exchange/sample_facts.h"
#include "layers/exchange/sample_table.h"

namespace riskmap {

// Lenger as counted (33 841 on 1 January 2023), the villages by lot, in all the district's 125 493 of 2022.
void share_out_population(SampleFacts& facts);
// An akim, a district deputy and a primary organisation for every rural district: "akim.615837000" …
void add_local_parties(SampleFacts& facts);

SampleTable indicator_value_table(const SampleFacts& facts);
SampleTable party_table(const SampleFacts& facts);
SampleTable party_area_table(const SampleFacts& facts);

// areas_settlement.geojson, areas_rural_district.geojson, areas_district.geojson.
Result<void> write_shapes(const SampleFacts& facts, const std::filesystem::path& folder);

}  // namespace riskmap
