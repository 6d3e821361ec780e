using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Receiving;
using CsTelemetry.Collector.Zones;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Tests.Zones;

/// <summary>Days begin where the account is, once it has told where that is.</summary>
public sealed class AccountZonesTests
{
    // In Auckland it is already the 15th, in Honolulu still the 14th.
    private static readonly long Moment = new DateTimeOffset(2026, 6, 14, 20, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static readonly DateOnly The14th = new(2026, 6, 14);
    private static readonly DateOnly The15th = new(2026, 6, 15);

    [Fact]
    public async Task What_an_account_tells_holds_for_what_comes_after_and_for_no_other_account()
    {
        await using var intake = new Intake();
        await TellAsync(intake, 1, "acme", "Pacific/Auckland");

        await UseAsync(intake, 2, "acme", "other");

        Assert.Equal([The15th, The14th], LastDays(intake));
    }

    [Fact]
    public async Task Without_a_zone_of_its_own_an_account_has_its_tenants()
    {
        await using var intake = new Intake();
        await TellAsync(intake, 1, "acme", "Pacific/Honolulu", tenant: "nepal");

        await UseAsync(intake, 2, ["acme", "other"], tenant: "nepal");

        Assert.Equal([The14th, The15th], LastDays(intake));
    }

    [Fact]
    public async Task Of_two_zones_the_one_told_later_holds_in_whatever_order_they_come()
    {
        await using var intake = new Intake();
        await TellAsync(intake, 1, "acme", "Pacific/Auckland", at: Moment + 1000);
        await TellAsync(intake, 2, "acme", "Pacific/Honolulu", at: Moment);

        await UseAsync(intake, 3, "acme");

        Assert.Equal([The15th], LastDays(intake));
    }

    [Fact]
    public async Task A_zone_that_there_is_not_is_refused_by_name()
    {
        await using var intake = new Intake();

        var answer = await TellAsync(intake, 1, "acme", "Mars/Olympus_Mons");

        var rejected = Assert.Single(answer.Rejected);
        Assert.Equal(RejectionCode.InvalidValue, rejected.Code);
        Assert.Equal("the property time_zone is \"Mars/Olympus_Mons\"; it must be an IANA time zone such as \"Europe/Zurich\".", rejected.Message);
        Assert.Equal(0, intake.Zones.Count);
    }

    [Fact]
    public async Task Zones_are_known_again_from_the_log_and_from_the_file()
    {
        await using var intake = new Intake();
        await TellAsync(intake, 1, "acme", "Pacific/Auckland");
        using var folder = new ScratchFolder();
        await Keeper(intake.Zones).BeforeRetirementAsync(CancellationToken.None);

        var fromFile = new AccountZones();
        Keeper(fromFile).Restore();
        var fromLog = new AccountZones();
        intake.Log.Records(JournalRecordKind.Batch, record =>
        {
            var batch = BatchRecord.Read(record);
            Assert.True(batch.Head.TellsZones);
            ZoneReader.Learn(batch, fromLog);
            return 0;
        });

        Assert.Equal(new AccountZone("demo", "acme", "Pacific/Auckland", Moment), Assert.Single(fromFile.List()));
        Assert.Equal(fromFile.List(), fromLog.List());

        AccountZonesKeeper Keeper(AccountZones zones) => new(zones, new CheckedFile(folder.File("zones.memory")), new CapturingLogger<AccountZonesKeeper>());
    }

    [Fact]
    public void A_damaged_file_is_told_and_nothing_else()
    {
        using var folder = new ScratchFolder();
        File.WriteAllBytes(folder.File("zones.memory"), [1, 2, 3, 4, 5, 6, 7]);
        var log = new CapturingLogger<AccountZonesKeeper>();
        var zones = new AccountZones();

        new AccountZonesKeeper(zones, new CheckedFile(folder.File("zones.memory")), log).Restore();

        Assert.Equal([3601], log.Ids);
        Assert.Equal(0, zones.Count);
    }

    private static List<DateOnly> LastDays(Intake intake) => [.. intake.Log.Batches()[^1].Batch.Events.Select(stored => stored.Day)];

    private static Task<PublishResponse> TellAsync(Intake intake, ulong batch, string account, string zone, long? at = null, string tenant = "demo")
    {
        var told = Intake.Event();
        (told.Kind, told.AccountId, told.UserId, told.Feature, told.OccurredAtUnixMs) = (EventKind.AccountAttributes, account, "", "", at ?? Moment);
        told.Properties.Add(new Property { Key = "time_zone", StringValue = zone });
        var request = Intake.Request(batch, events: 0);
        request.Events.Add(told);
        return intake.PublishAsync(request, Intake.Caller(tenant));
    }

    private static Task<PublishResponse> UseAsync(Intake intake, ulong batch, params string[] accounts) => UseAsync(intake, batch, accounts, "demo");

    private static Task<PublishResponse> UseAsync(Intake intake, ulong batch, string[] accounts, string tenant)
    {
        var request = Intake.Request(batch, events: accounts.Length);
        for (var i = 0; i < accounts.Length; i++)
        {
            (request.Events[i].AccountId, request.Events[i].OccurredAtUnixMs) = (accounts[i], Moment);
        }

        return intake.PublishAsync(request, Intake.Caller(tenant));
    }
}
