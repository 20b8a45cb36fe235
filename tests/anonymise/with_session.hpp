#pragma once

#include <gtest/gtest.h>

#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s11_messages.hpp"

namespace celltally::test {

// A probe that has seen Alice's session being made: MME TEID 10, SGW TEID 20.
struct WithSession : testing::Test {
  WithSession() {
    alice = probe.see(create_request(kAlice, 10)).person;
    probe.see(create_response(10, 20));
  }
  Probe probe;
  Tag alice;
};

}  // namespace celltally::test
