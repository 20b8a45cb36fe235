#pragma once

#include <string>
#include <vector>

#include "config/celltally_config.hpp"
#include "ship/named_sink.hpp"
#include "ship/shipper_settings.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// From what the operator wrote to what the shipper takes. The configuration is a valid one;
// `credentials` is where systemd put secrets, empty where it did not. The error is one line.
Result<std::vector<NamedSink>, std::string> sinks_of(const ShipConfig& ship,
                                                     const std::string& credentials);
// The files that a sink's settings name and that it reads: certificates, secrets.
std::vector<std::string> files_of(const SinkConfig& sink, const std::string& credentials);

ShipperSettings shipper_settings(const CelltallyConfig& config);

}  // namespace celltally
