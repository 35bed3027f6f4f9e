# Writes to OUT what PROGRAM prints with ARGUMENTS, on the day of the last release where SOURCE_DATE_EPOCH says no other.
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
  set(ENV{SOURCE_DATE_EPOCH} 1795219200)
endif()
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS} OUTPUT_FILE ${OUT} RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  file(REMOVE ${OUT})
  message(FATAL_ERROR "${PROGRAM} ${ARGUMENTS}: ${code}")
endif()
