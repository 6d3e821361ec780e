using System.Runtime.CompilerServices;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Work for the store's quiet time, taken step by step by who writes to the store.</summary>
public sealed class QuietTimeTests : IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private WriteAheadLog _log = null!;
    private QuietTime _quiet = null!;

    public Task InitializeAsync()
    {
        _log = TestLog.Open(_folder.Path);
        _quiet = new QuietTime(_log, _clock);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Steps_are_done_by_the_writer_and_told_to_who_asked()
    {
        var asked = Ask(Steps(3), CancellationToken.None);
        Assert.False(asked.IsCompleted);

        await _quiet.WorkAsync(0, CancellationToken.None);

        Assert.Equal(["1", "2", "3"], await asked);
    }

    [Fact]
    public async Task After_two_seconds_events_that_wait_have_their_turn_and_the_work_goes_on_later()
    {
        await _log.AppendAsync(new Checkpoint(0, 0));
        var asked = Ask(Steps(3, TimeSpan.FromSeconds(1.5)), CancellationToken.None);

        await _quiet.WorkAsync(verifiedThrough: 0, CancellationToken.None);
        Assert.False(asked.IsCompleted);

        await _quiet.WorkAsync(verifiedThrough: 0, CancellationToken.None);
        Assert.Equal(["1", "2", "3"], await asked);
    }

    [Fact]
    public async Task While_no_events_wait_it_goes_on()
    {
        await _log.AppendAsync(new Checkpoint(0, 0));
        var asked = Ask(Steps(3, TimeSpan.FromMinutes(1)), CancellationToken.None);

        await _quiet.WorkAsync(_log.LastDurableSequence, CancellationToken.None);

        Assert.Equal(["1", "2", "3"], await asked);
    }

    [Fact]
    public async Task A_failure_is_told_to_who_asked_and_does_not_reach_the_writer()
    {
        var asked = Ask(_ => throw new InvalidOperationException("broken"), CancellationToken.None);
        var next = Ask(Steps(1), CancellationToken.None);

        await _quiet.WorkAsync(0, CancellationToken.None);

        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => asked)).Message);
        Assert.Equal(["1"], await next);
    }

    [Fact]
    public async Task Who_has_gone_away_interrupts_between_two_steps_never_within_one()
    {
        using var gone = new CancellationTokenSource();
        var done = 0;
        var asked = Ask(Interrupted, gone.Token);

        await _quiet.WorkAsync(0, CancellationToken.None);

        Assert.Equal(1, done);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        async IAsyncEnumerable<AdministrationLine> Interrupted([EnumeratorCancellation] CancellationToken stopping)
        {
            await gone.CancelAsync();
            stopping.ThrowIfCancellationRequested();
            done++;
            yield return AdministrationLine.Note("1");
            done++;
        }
    }

    private Func<CancellationToken, IAsyncEnumerable<AdministrationLine>> Steps(int count, TimeSpan each = default)
    {
        return Run;

        async IAsyncEnumerable<AdministrationLine> Run([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 1; i <= count; i++)
            {
                await Task.Yield();
                _clock.Advance(each);
                yield return AdministrationLine.Note($"{i}");
            }
        }
    }

    private async Task<List<string>> Ask(Func<CancellationToken, IAsyncEnumerable<AdministrationLine>> work, CancellationToken cancellationToken)
    {
        var told = new List<string>();
        await foreach (var line in _quiet.RunAsync(work, cancellationToken))
        {
            told.Add(line.Text);
        }

        return told;
    }
}
