#pragma once

#include <cstdint>

namespace celltally {

// How a replay prints its rows.
enum class ReportFormat : std::uint8_t { table, json, csv };

}  // namespace celltally
