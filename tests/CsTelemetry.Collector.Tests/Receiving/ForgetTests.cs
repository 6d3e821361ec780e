using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Tests.Receiving;

public sealed class ForgetTests
{
    [Fact]
    public async Task The_order_is_in_the_log_before_the_answer()
    {
        await using var intake = new Intake();

        var response = await intake.Forget.ForgetAsync(new ForgetRequest { UserId = "ann", AccountId = "acme" }, Intake.Caller());

        var order = Assert.Single(intake.Log.Records(JournalRecordKind.Erasure, ErasureCodec.Read)).Content;
        Assert.Equal((response.ReceiptId, "demo", "ann", "acme", Sample.Now), (order.Receipt, order.Tenant, order.UserId, order.AccountId, order.OrderedAt));
        Assert.Equal(ErasureStage.Open, Assert.Single(intake.Erasures.Unfinished()).Stage);
    }

    [Fact]
    public async Task What_comes_late_is_refused_and_the_books_balance()
    {
        await using var intake = new Intake();
        await intake.Forget.ForgetAsync(new ForgetRequest { UserId = "ann" }, Intake.Caller());
        intake.Time.Advance(TimeSpan.FromMinutes(5));
        var request = Intake.Request(1, events: 3);
        request.Events[1].UserId = "bob";
        request.Events[2].OccurredAtUnixMs = Sample.Now.AddMinutes(1).ToUnixTimeMilliseconds();

        var response = await intake.PublishAsync(request, Intake.Caller());

        var rejected = Assert.Single(response.Rejected);
        Assert.Equal((0U, RejectionCode.Erased, 2U), (rejected.Index, rejected.Code, response.AcceptedCount));
        Assert.DoesNotContain("ann", rejected.Message, StringComparison.Ordinal);
        var books = intake.Books.Read();
        Assert.Equal((3, 2, 1), (books.Received, books.Accepted, books.Rejected));
        Assert.Equal(1, books.RejectedByCode[Events.RejectionCode.Erased]);
    }

    [Fact]
    public async Task Not_even_a_backfill_brings_back_what_is_erased()
    {
        await using var intake = new Intake();
        await intake.Forget.ForgetAsync(new ForgetRequest { UserId = "ann" }, Intake.Caller());
        var request = Intake.Request(1);
        request.Events[0].OccurredAtUnixMs = Sample.Now.AddYears(-2).ToUnixTimeMilliseconds();

        var response = await intake.PublishAsync(request, Intake.Caller("demo", Scopes.Backfill));

        Assert.Equal(RejectionCode.Erased, Assert.Single(response.Rejected).Code);
    }

    [Fact]
    public async Task The_same_user_id_of_another_tenant_is_another_user()
    {
        await using var intake = new Intake();
        await intake.Forget.ForgetAsync(new ForgetRequest { UserId = "ann" }, Intake.Caller("other"));

        Assert.Equal(1U, (await intake.PublishAsync(Intake.Request(1), Intake.Caller("demo"))).AcceptedCount);
    }

    [Fact]
    public async Task A_batch_that_was_stored_before_the_order_is_still_a_duplicate()
    {
        await using var intake = new Intake();
        await intake.PublishAsync(Intake.Request(1, events: 2), Intake.Caller());
        await intake.Forget.ForgetAsync(new ForgetRequest { UserId = "ann" }, Intake.Caller());

        var again = await intake.PublishAsync(Intake.Request(1, events: 2), Intake.Caller());

        Assert.Equal((true, 2U, 0), (again.Duplicate, again.AcceptedCount, again.Rejected.Count));
        Assert.Single(intake.Log.Batches());
    }

    [Fact]
    public async Task An_order_waits_for_batches_that_were_judged_before_it()
    {
        await using var intake = new Intake();
        var pass = intake.Gate.Enter("demo");

        var ordering = intake.Forget.ForgetAsync(new ForgetRequest { UserId = "ann" }, Intake.Caller());

        Assert.False(ordering.IsCompleted);
        Assert.Empty(intake.Log.Records(JournalRecordKind.Erasure, ErasureCodec.Read));
        Assert.Null(pass.Tombstones);
        Assert.Equal(0U, (await intake.PublishAsync(Intake.Request(1), Intake.Caller())).AcceptedCount);
        pass.Dispose();
        await ordering;
        Assert.Single(intake.Log.Records(JournalRecordKind.Erasure, ErasureCodec.Read));
    }

    [Fact]
    public async Task A_log_that_takes_nothing_is_unavailable_and_the_tombstone_falls()
    {
        await using var intake = new Intake();
        await intake.Log.DisposeAsync();

        var fault = await Assert.ThrowsAsync<GrpcException>(() => intake.Forget.ForgetAsync(new ForgetRequest { UserId = "ann" }, Intake.Caller()));

        Assert.Equal((GrpcStatusCode.Unavailable, TimeSpan.FromSeconds(1)), (fault.Code, fault.RetryDelay));
        Assert.Null(intake.Tombstones.Of("demo"));
        Assert.Empty(intake.Erasures.Unfinished());
    }

    [Fact]
    public async Task A_full_log_exhausts_the_resource_and_says_when_to_come_back()
    {
        await using var intake = new Intake(maxLogBytes: 2 * TestLog.SegmentBytes);
        for (var batch = 1UL; batch < 200; batch++)
        {
            try
            {
                await intake.PublishAsync(Intake.Request(batch, events: 100), Intake.Caller());
            }
            catch (GrpcException)
            {
                break;
            }
        }

        var fault = await UntilRefusedAsync(intake);

        Assert.Equal((GrpcStatusCode.ResourceExhausted, TimeSpan.FromSeconds(30)), (fault.Code, fault.RetryDelay));
    }

    [Theory]
    [InlineData("", "", "user_id is empty")]
    [InlineData("a\nb", "", "user_id")]
    [InlineData("ann", "a\0b", "account_id")]
    public async Task An_order_that_names_nobody_is_an_invalid_argument_for_good(string user, string account, string message)
    {
        await using var intake = new Intake();

        var fault = await Assert.ThrowsAsync<GrpcException>(() => intake.Forget.ForgetAsync(new ForgetRequest { UserId = user, AccountId = account }, Intake.Caller()));

        Assert.Equal((GrpcStatusCode.InvalidArgument, null), (fault.Code, fault.RetryDelay));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Scopes.Ingest, GrpcStatusCode.PermissionDenied, GrpcStatusCode.Ok)]
    [InlineData(Scopes.Erase, GrpcStatusCode.Ok, GrpcStatusCode.PermissionDenied)]
    public async Task Over_the_wire_each_method_needs_its_own_scope(string scope, GrpcStatusCode forget, GrpcStatusCode publish)
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PublishClient(server.Address, server.NewKey(scope));

        var (status, receipt) = await client.ForgetAsync(new ForgetRequest { UserId = "ann" });

        Assert.Equal($"{(int)forget}", status);
        Assert.Equal(forget == GrpcStatusCode.Ok, receipt is { Length: 32 });
        Assert.Equal(publish, (await client.PublishAsync(Intake.Request(1))).Code);
    }

    private static async Task<GrpcException> UntilRefusedAsync(Intake intake)
    {
        for (var user = 0; user < 1000; user++)
        {
            try
            {
                await intake.Forget.ForgetAsync(new ForgetRequest { UserId = $"user-{user}-{new string('x', 240)}" }, Intake.Caller());
            }
            catch (GrpcException refused)
            {
                return refused;
            }
        }

        throw new InvalidOperationException("The log did not fill up.");
    }
}
