using System.Globalization;
using System.Text;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;

namespace Commerce.Integration.Simulation.Actors;

/// <summary>Carries webhooks: late, out of order, more than once, and some not at all. One that is not taken is tried again.</summary>
internal static class Postman
{
    private static readonly Dictionary<string, string> Signed = new() { ["Signature"] = "valid" };
    private static readonly Dictionary<string, string> Forged = [];

    public static void Carry(World world, int place, int copies, bool mayGetLost)
    {
        if (mayGetLost && world.Dice.Chance(world.Weather.WebhooksLost))
            return;
        if (world.Dice.Chance(world.Weather.WebhooksRepeated))
            copies++;

        for (; copies > 0; copies--)
            _ = Deliver(world, place);
    }

    private static async Task Deliver(World world, int place)
    {
        var body = Encoding.ASCII.GetBytes(place.ToString(CultureInfo.InvariantCulture));
        await world.Time.Pause(world.Dice.Around(world.Weather.WebhookLatency));
        if (world.Dice.Chance(0.05))
            await world.AnyNode().Ask(new ReceivePaymentEvent.Command("sandbox", Forged, body), new Caller.Anonymous(), null);

        for (var attempt = 1; attempt <= 8; attempt++)
        {
            var answer = await world.AnyNode().Ask(new ReceivePaymentEvent.Command("sandbox", Signed, body), new Caller.Anonymous(), null);
            world.Trace.Step(world.Time.Ticks, "webhook", answer.Fault ?? answer.Refusal?.Code ?? "taken", figure: place);
            if (answer.Fault is null)
                return;

            await world.Time.Pause(TimeSpan.FromSeconds(Math.Pow(2, attempt)));
        }
    }
}
