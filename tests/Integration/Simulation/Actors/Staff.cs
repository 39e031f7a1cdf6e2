using Commerce.Application.Inventory;
using Commerce.Application.Orders;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;

namespace Commerce.Integration.Simulation.Actors;

/// <summary>Changes stock, prices and orders while people shop.</summary>
internal sealed class Staff(World world) : Client(world, "staff")
{
    private static readonly Caller.Staff Caller = new("staff", new HashSet<string> { Application.Pipeline.Caller.Staff.Everything });

    private int marks;

    public async Task Keep()
    {
        for (var turns = Dice.Between(0, 5); turns > 0; turns--)
        {
            await Think();
            await (Dice.Below(8) switch
            {
                0 or 1 => Receive(Dice.Of(Shelf.Variants), Dice.Between(1, 3)),
                2 or 3 => Adjust(Dice.Of(Shelf.Variants), Dice.Of([-1, 1])),
                4 or 5 => Count(Dice.Of(Shelf.Variants), Dice.Between(0, 3)),
                6 => Reprice(),
                _ => Refund(),
            });
        }
    }

    private string NewMark() => $"delivery-{++marks}";

    private Task Receive(string variant, int units)
    {
        var mark = NewMark();
        return Persist("receive", $"{variant}*{units}", new ReceiveStock.Command(variant, null, units, "Delivery", mark), Caller, NewKey(), mark);
    }

    private async Task Adjust(string variant, int difference)
    {
        var mark = NewMark();
        await Persist("adjust", $"{variant}*{difference}", new AdjustStock.Command(variant, null, difference, "Found or broken", mark), Caller, NewKey(), mark);
    }

    private Task Count(string variant, int units) => Persist("count", $"{variant}={units}", new CountStock.Command(variant, null, units, "Count", null), Caller, NewKey());

    private Task Reprice()
    {
        World.Shelf.Reprice(Dice.Of([900, 1000, 1100]));
        return Task.CompletedTask;
    }

    private async Task Refund()
    {
        Guid[] placed = [.. World.Database.Log.Where(stored => stored.Fact is Order.Event.Placed).Select(stored => Guid.Parse(stored.Stream))];
        if (placed.Length == 0)
            return;

        var order = Dice.Of(placed);
        if (Dice.Chance(0.5))
            await Persist("cancel order", "", new CancelOrder.Command(order, null, "Called off", "staff"), Caller, NewKey());
        else
            await Persist("refund order", "", new RefundOrder.Command(order, null, [], null, new Money(100, "EUR"), "Sorry", "staff"), Caller, NewKey());
    }
}
