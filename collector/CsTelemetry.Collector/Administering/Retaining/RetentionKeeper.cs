using CsTelemetry.ClickHouse.Retention;

namespace CsTelemetry.Collector.Administering.Retaining;

/// <summary>Makes the store keep everything as long as is configured, and no longer.</summary>
internal sealed class RetentionKeeper(RetentionOptions options, RetentionStore store, ILogger<RetentionKeeper> logger)
{
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        foreach (var (table, moment, days) in ((string, string, int)[])
            [
                ("events", "day", options.EventsDays),
                ("usage_daily", "day", options.UsageDailyDays),
                ("account_attributes", "toDateTime(occurred_at)", options.AttributesDays),
                ("user_attributes", "toDateTime(occurred_at)", options.AttributesDays),
                ("quarantine", "toDateTime(received_at)", options.QuarantineDays),
                ("erasures", "toDateTime(ordered_at)", options.ErasuresDays),
                ("erasure_logs", "recorded_at", options.ErasuresDays),
            ])
        {
            if (await store.ApplyAsync(table, moment, days, cancellationToken))
            {
                Log.RetentionSet(logger, table, days);
            }
        }
    }
}
