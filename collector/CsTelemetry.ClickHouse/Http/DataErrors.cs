using System.Collections.Frozen;

namespace CsTelemetry.ClickHouse.Http;

/// <summary>
/// Lists the ClickHouse error numbers that speak of a row's values, so that the same insert without that row may succeed. What
/// speaks of the schema, of rights or of settings is not among them: it is the same for every row, and for an operator to mend.
/// </summary>
internal static class DataErrors
{
    private static readonly FrozenSet<int> Codes = new[]
    {
        6, // CANNOT_PARSE_TEXT
        7, // INCORRECT_NUMBER_OF_COLUMNS, of a value
        25, // CANNOT_PARSE_ESCAPE_SEQUENCE
        26, // CANNOT_PARSE_QUOTED_STRING
        27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
        38, // CANNOT_PARSE_DATE
        41, // CANNOT_PARSE_DATETIME
        69, // ARGUMENT_OUT_OF_BOUND
        70, // CANNOT_CONVERT_TYPE
        72, // CANNOT_PARSE_NUMBER
        117, // INCORRECT_DATA
        128, // TOO_LARGE_ARRAY_SIZE
        131, // TOO_LARGE_STRING_SIZE
        153, // ILLEGAL_DIVISION
        190, // SIZES_OF_ARRAYS_DONT_MATCH
        321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
        349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
        376, // CANNOT_PARSE_UUID
        395, // FUNCTION_THROW_IF_VALUE_IS_NON_ZERO
        407, // DECIMAL_OVERFLOW
        469, // VIOLATED_CONSTRAINT
        691, // UNKNOWN_ELEMENT_OF_ENUM
    }.ToFrozenSet();

    internal static bool Contain(int code) => Codes.Contains(code);
}
