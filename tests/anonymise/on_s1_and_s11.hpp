#pragma once

#include <gtest/gtest.h>

#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s1_messages.hpp"

namespace celltally::test {

// A probe that sees S1 and S11, and has seen Alice attach: S-TMSI 0xaa, tunnel 900.
struct OnS1AndS11 : testing::Test {
  OnS1AndS11() {
    MessageSpec attach = initial_ue(kStart, 5, {}, kEnb);
    attach.imsi = kAlice;
    alice = probe.see(attach).person;
    probe.see(create_request(kAlice, 10));
    probe.see(create_response_with_tunnel(10, 20, 900));
    MessageSpec setup = context_setup(kStart, 5, 77, 900, Role::given);
    setup.names.push_back(s_tmsi(0xaa, Role::given));
    probe.see(setup);
    probe.see(release_complete(kStart + 60, 5, 77));
  }
  Probe probe;
  Tag alice;
};

}  // namespace celltally::test
