using System.Text;
using CsTelemetry.Buffering;

namespace CsTelemetry.Exporting;

/// <summary>Brings the order to forget a user to the collector. Safe for concurrent use.</summary>
internal sealed class Forgetting(EventBuffer buffer, IBatchTransport transport, RetrySchedule schedule, TimeProvider time, Func<double> dice)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostTimeout = TimeSpan.FromMinutes(10);

    /// <param name="reportedUserId">The user as events name them.</param>
    /// <param name="accountId">The account; null or empty for all.</param>
    /// <param name="timeout">How long to try.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    public Task<ForgetResult> RunAsync(string reportedUserId, string? accountId, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var limit = timeout ?? DefaultTimeout;
        if (limit < LeastTimeout || limit > MostTimeout)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), limit, $"The timeout must be {LeastTimeout:c} to {MostTimeout:c}.");
        }

        // First what waits here: what leaves before the order does is erased by it, what would leave after it must not.
        var removed = buffer.Remove(Encoding.UTF8.GetBytes(reportedUserId), Encoding.UTF8.GetBytes(accountId ?? ""));
        return OrderAsync(reportedUserId, accountId, removed, limit, cancellationToken);
    }

    private async Task<ForgetResult> OrderAsync(string userId, string? accountId, int removed, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = Deadline.Start(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var error = "there was no time for an attempt";
        try
        {
            for (var failures = 1; ; failures++)
            {
                var attempt = await transport.ForgetAsync(userId, accountId, either.Token).ConfigureAwait(false);
                if (attempt.Status != ForgetStatus.Retry)
                {
                    return new() { ReceiptId = attempt.ReceiptId, Removed = removed, Error = attempt.Status == ForgetStatus.Taken ? null : attempt.Error };
                }

                error = attempt.Error;
                await Task.Delay(schedule.DelayAfter(failures, dice(), attempt.RetryAfter), time, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new() { Removed = removed, Error = error };
        }
    }
}
