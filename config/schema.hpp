#pragma once

#include "config/celltally_config.hpp"
#include "config/setting_visitor.hpp"

namespace celltally {

// The schema: every key with its meaning, range, unit and rules; the defaults are the fields' own.
void describe(SettingVisitor& in, CelltallyConfig& config);

// Its larger parts.
void describe(SettingVisitor& in, CaptureConfig& capture);
void describe(SettingVisitor& in, ProtectionConfig& protection);
void describe(SettingVisitor& in, ShipConfig& ship);
void describe(SettingVisitor& in, SinkConfig& sink);

}  // namespace celltally
