#include "decode/s1ap.hpp"

#include <gtest/gtest.h>

#include "tests/decode/s1ap_case.hpp"
#include "tests/decode/s1ap_messages.hpp"

namespace celltally {
namespace {

using namespace s1ap_messages;  // NOLINT(google-build-using-namespace): the builders
using enum EventKind;

const Bearer kBearer{.address = node("198.51.100.7"), .teid = 0x01020304, .nas = {}};

const Case kCases[] = {
    {"the left context is released",
     23,
     0,
     {ue_ids(0xa1b2c3, 0x17), cause(0, 2)},
     EventKind::none,
     Presence::none,
     "enb_ue ends, mme_ue ends"},
    {"the prepared context is released, for the handover is called off",
     23,
     0,
     {ue_ids(0xa1b2c3, 0x17), cause(0, 4)},
     EventKind::none,
     Presence::none,
     "enb_ue ends, mme_ue ends"},
    {"handover required",
     0,
     0,
     {ids_of_mme(), id_of_enb(), element(1, {0}), cause(0, 16),
      element(4, octets_from_hex("0000f11000123450"
                                 "00f1100001"))},
     handover_prepare,
     Presence::intended,
     "enb_ue, mme_ue"},
    {"handover command",
     0,
     1,
     {ids_of_mme(), id_of_enb()},
     EventKind::none,
     Presence::none,
     "enb_ue, mme_ue"},
    {"handover request",
     1,
     0,
     {ids_of_mme(), element(1, {0}), bearers_of_handover({kBearer})},
     handover_prepare,
     Presence::none,
     "mme_ue given, user_tunnel"},
    {"handover request acknowledge",
     1,
     1,
     {ids_of_mme(), id_of_enb()},
     EventKind::none,
     Presence::none,
     "enb_ue given, mme_ue"},
    {"handover failure",
     1,
     2,
     {ids_of_mme(), cause(0, 12)},
     EventKind::none,
     Presence::none,
     "mme_ue ends"},
    {"handover notify",
     2,
     0,
     {ids_of_mme(), id_of_enb(), here(), area()},
     handover,
     Presence::exact,
     "enb_ue, mme_ue"},
    {"path switch",
     3,
     0,
     {id_of_enb(), source_mme_ue_id(0xa1b2c3), here(), area()},
     handover,
     Presence::exact,
     "enb_ue given, mme_ue"},
    {"path switch with the eNB's tunnels",
     3,
     0,
     {id_of_enb(),
      element(22, octets_from_hex("00001700"
                                  "0a0a1f0a01020311223344")),
      source_mme_ue_id(0xa1b2c3), here(), area()},
     handover,
     Presence::exact,
     "enb_ue given, mme_ue"},
    {"path switch acknowledge",
     3,
     1,
     {mme_ue_id(0xd1b2c3), id_of_enb()},
     EventKind::none,
     Presence::none,
     "enb_ue, mme_ue"},
    {"path switch to another SGW",
     3,
     1,
     {mme_ue_id(0xd1b2c3), id_of_enb(), bearers_switched({kBearer})},
     EventKind::none,
     Presence::none,
     "enb_ue, mme_ue, user_tunnel given"},
    {"handover cancel",
     4,
     0,
     {ids_of_mme(), id_of_enb(), cause(0, 4)},
     EventKind::none,
     Presence::none,
     "enb_ue, mme_ue"},
    {"come to another eNB without a context",
     60,
     0,
     {id_of_enb(), s1ap::s_tmsi(0xa5, 0xc0ffee01), here(), area()},
     handover,
     Presence::exact,
     "enb_ue given, s_tmsi"},
    {"handover success",
     64,
     0,
     {ids_of_mme(), id_of_enb()},
     EventKind::none,
     Presence::none,
     "enb_ue, mme_ue"},
};

TEST(S1apHandover, TellsWhoIsWhereAndWhoWillBe) {
  expect(kCases);
}

}  // namespace
}  // namespace celltally
