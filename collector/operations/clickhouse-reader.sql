-- The user that runs the SQL that people write (POST /v1/query), for a ClickHouse server of your own. Run it once as an administrator, put the same
-- name and password into ClickHouse:ReaderUser and ClickHouse:ReaderPassword, and replace cstelemetry by ClickHouse:Database if that is another.
-- The server must have access_control_improvements.select_from_system_db_requires_grant = true, as it has by default.
CREATE SETTINGS PROFILE IF NOT EXISTS cstelemetry_reader SETTINGS
    readonly = 1,
    max_threads = 2,
    max_memory_usage = 300000000,
    max_execution_time = 30,
    max_result_rows = 100000,
    max_result_bytes = 67108864,
    result_overflow_mode = 'throw',
    output_format_json_quote_64bit_integers = 1,
    date_time_output_format = 'iso',
    allow_get_client_http_header = 1,
    cancel_http_readonly_queries_on_client_close = 1;

CREATE USER IF NOT EXISTS cstelemetry_reader IDENTIFIED WITH sha256_password BY 'choose one' SETTINGS PROFILE cstelemetry_reader;

GRANT SELECT ON cstelemetry_analysis.* TO cstelemetry_reader;
