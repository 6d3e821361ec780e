using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Validating;

public sealed class RequiredFieldsTests
{
    /// <summary>Gets, for each kind, the fields that the contract asks for.</summary>
    public static TheoryData<string, string> Contract => new()
    {
        { nameof(EventKind.Login), "account_id user_id" },
        { nameof(EventKind.LoginFailed), "account_id" },
        { nameof(EventKind.Logout), "account_id user_id" },
        { nameof(EventKind.FeatureUse), "account_id user_id feature" },
        { nameof(EventKind.PageView), "account_id feature" },
        { nameof(EventKind.Error), "account_id feature" },
        { nameof(EventKind.CustomCounter), "account_id feature" },
        { nameof(EventKind.IdentifyUser), "account_id user_id" },
        { nameof(EventKind.AccountAttributes), "account_id" },
        { nameof(EventKind.ReleaseMarker), "feature" },
        { nameof(EventKind.Outcome), "account_id feature" },
    };

    [Fact]
    public void Every_kind_has_its_rule() =>
        Assert.Equal(Enum.GetNames<EventKind>(), Contract.Select(row => (string)row[0]));

    [Theory]
    [MemberData(nameof(Contract))]
    public void With_no_more_than_its_fields_an_event_is_accepted(string kind, string fields) => Assert.Null(Fault(kind, fields.Split(' ')));

    [Theory]
    [MemberData(nameof(Contract))]
    public void Without_any_one_of_its_fields_it_is_not(string kind, string fields)
    {
        foreach (var missing in fields.Split(' '))
        {
            var fault = Fault(kind, [.. fields.Split(' ').Where(field => field != missing)]);

            Assert.Equal(RejectionCode.MissingField, fault?.Code);
            Assert.Equal($"{missing} is empty; an event of the kind {kind} needs it.", fault!.Value.Message);
        }
    }

    private static Fault? Fault(string kind, string[] fields) => Judging.Fault(
        Sample.Use() with
        {
            Kind = Enum.Parse<EventKind>(kind),
            AccountId = fields.Contains("account_id") ? "acme" : "",
            UserId = fields.Contains("user_id") ? "ann" : "",
            Feature = fields.Contains("feature") ? "reports" : "",
        },
        Sample.Now,
        backfill: false);
}
