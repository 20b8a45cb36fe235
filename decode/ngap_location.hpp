#pragma once

#include "decode/byte_cursor.hpp"
#include "decode/location.hpp"

namespace celltally {

// User Location Information (TS 38.413 9.3.1.16): an NR cell, or an E-UTRA cell of an ng-eNB, each
// with a tracking area of 5GS. Of who comes over Wi-Fi or a fixed line (N3IWF, TNGF, TWIF, W-AGF)
// it holds an address, which is no place. Its time stamp, the NID and the PSCell of dual
// connectivity are not read: the PSCell is where data goes, the device is reached by its PCell.
Location read_ngap_user_location(ByteCursor value) noexcept;

// The tracking area that a handover's Target ID (9.3.1.25) selects at an NG-RAN node; of a target
// in another system, none.
Location read_ngap_target(ByteCursor value) noexcept;

// E-UTRA CGI (9.3.1.9) and TAI (9.3.3.11), where they are elements of their own.
Location read_ngap_eutra_cell(ByteCursor eutra_cgi, ByteCursor tai) noexcept;

}  // namespace celltally
