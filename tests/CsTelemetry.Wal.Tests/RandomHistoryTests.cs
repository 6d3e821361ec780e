using System.Globalization;
using CsTelemetry.Wal.Tests.Memory;
using Xunit.Abstractions;

namespace CsTelemetry.Wal.Tests;

/// <summary>Lives many random lives. <c>CSTELEMETRY_WAL_SEED</c> sets the first seed, <c>CSTELEMETRY_WAL_LIVES</c> how many follow.</summary>
public sealed class RandomHistoryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task No_random_life_breaks_the_promise(bool withDamage, bool preparesSegments)
    {
        var first = Setting("CSTELEMETRY_WAL_SEED", 1);
        var lives = Setting("CSTELEMETRY_WAL_LIVES", 100);
        for (var seed = first; seed < first + lives; seed++)
        {
            try
            {
                await new RandomLife(new Random(seed), withDamage, SmallLog.OptionsOf(preparesSegments)).Live();
            }
            catch (Exception)
            {
                output.WriteLine($"Seed {seed}, {(withDamage ? "with" : "without")} damage, {(preparesSegments ? "with" : "without")} prepared segments.");
                throw;
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private sealed class RandomLife(Random dice, bool withDamage, WalOptions options)
    {
        private readonly InMemoryLogStorage _storage = new();
        private readonly HandTime _time = new();
        private History _history = null!;
        private WriteAheadLog _log = null!;

        public async Task Live()
        {
            _history = new History(_storage, _time);
            await Reopen(() => { });
            for (var step = 0; step < 40; step++)
            {
                await Act();
            }

            await Reopen(() => _storage.PowerLoss(dice));
            await _log.DisposeAsync();
        }

        private async Task Act()
        {
            switch (dice.Next(withDamage ? 18 : 16))
            {
                case 15:
                    ObserveDespiteFaults();
                    break;
                case < 4:
                    await _history.Append(_log, Size());
                    break;
                case < 8:
                    await _history.AppendGroup(_log, Sizes(), meanwhile: () => { });
                    break;
                case 8:
                    await _history.Append(_log, 50, isControl: true);
                    break;
                case 9:
                    _history.Retire(_log, dice.NextInt64(_history.HighestAcknowledged + 1));
                    break;
                case 10 or 11:
                    _storage.Faults.Arm((FaultKind)dice.Next(3), dice.Next(1, 20), dice.Next(1, 5));
                    break;
                case 12:
                    await Reopen(() => { });
                    break;
                case 13:
                    await Reopen(_storage.Kill);
                    break;
                case 14:
                    await CrashInFlight();
                    break;
                default:
                    await Reopen(Damage);
                    break;
            }
        }

        private async Task CrashInFlight()
        {
            var isKill = dice.Next(2) == 0;
            await _history.AppendGroup(_log, Sizes(), meanwhile: () =>
            {
                if (isKill)
                {
                    _storage.Kill();
                }
                else
                {
                    _storage.PowerLoss(dice);
                }
            });
            await Reopen(() => { });
        }

        private async Task Reopen(Action between)
        {
            if (_log is not null)
            {
                await _log.DisposeAsync();
            }

            between();
            try
            {
                _log = SmallLog.Open(_storage, options, _time);
            }
            catch (IOException)
            {
                _storage.Faults.Disarm();
                _log = SmallLog.Open(_storage, options, _time);
            }

            await CheckWithoutFaults();
        }

        // A fault while opening may hide a segment until the next opening; only one without faults has to show everything.
        private async Task CheckWithoutFaults()
        {
            if (_storage.Faults.HasFired)
            {
                ObserveDespiteFaults();
                await _log.DisposeAsync();
                _storage.Faults.Disarm();
                _log = SmallLog.Open(_storage, options, _time);
            }

            _storage.Faults.Disarm();
            _history.Check(_log);
        }

        private void ObserveDespiteFaults()
        {
            try
            {
                _history.Observe(_log);
            }
            catch (IOException)
            {
                // A failing read shows nothing, which is no lie.
            }
        }

        private void Damage()
        {
            _storage.Faults.Disarm();
            var names = _storage.Names(".wal").Append("wal.id").ToArray();
            var name = names[dice.Next(names.Length)];
            var bytes = _storage.Content(name).Current;
            if (bytes.Length > 0)
            {
                bytes[dice.Next(bytes.Length)] ^= (byte)(1 << dice.Next(8));
                _storage.Content(name).Replace(bytes);
                _history.AllowedLosses++;
            }
        }

        private int Size() => dice.Next(4) switch { 0 => dice.Next(6, 40), 1 => 2000, _ => dice.Next(6, 2000) };

        private int[] Sizes() => [.. Enumerable.Range(0, dice.Next(1, 6)).Select(_ => Size())];
    }
}
