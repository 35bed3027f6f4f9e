# Installs Plumbline from BUILD into a folder of its own, builds the example against it as a stranger would, and compares what
# it prints.
set(prefix ${BUILD}/example/prefix)
file(REMOVE_RECURSE ${BUILD}/example)
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${output}")
  endif()
endfunction()
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${BUILD}/example/build -G Ninja -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_PREFIX_PATH=${prefix})
run(${CMAKE_COMMAND} --build ${BUILD}/example/build)
execute_process(COMMAND ${BUILD}/example/build/example OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
set(expected [=[
{"id": 7} fits
{"id": "seven"} does not fit
  id is not an integer
{} does not fit
  the value lacks the required member 'id'
]=])
if(NOT output STREQUAL expected)
  message(FATAL_ERROR "the example printed\n${output}")
endif()
