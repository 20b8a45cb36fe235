#pragma once

#include "decode/datagram_key.hpp"
#include "decode/slot_index.hpp"

namespace celltally {

// Numbers the datagrams of which fragments came.
using DatagramIndex = SlotIndex<DatagramKey>;

}  // namespace celltally
